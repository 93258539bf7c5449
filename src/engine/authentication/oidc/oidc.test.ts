import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('OpenID Connect', {
  '1.36/modern-authentication/oidc-flags': {
    1: 'user.ts: the user of a good token',
    5: 'id-token.ts: a token expires',
    7: 'id-token.ts: a token without a time expires as well',
    8: 'id-token-claims.ts: a time is a number',
    9: 'id-token.ts: a token may be valid later',
    12: 'id-token.ts: the audience is the one that is configured',
    14: 'id-token-claims.ts: audiences may be a list',
    17: 'jwt-authenticators.ts: tokens of other issuers are left to others',
    21: 'claims.ts: the claim of the name is there',
    22: 'id-token-claims.ts: a subject is a text',
    25: 'key-set.ts: the key is one that the issuer lists',
    29: 'key-set.ts: a token without the id of a key is tried with each',
    30: 'id-token.ts: a token is signed',
    33: 'id-token.ts: with an algorithm that is allowed',
    38: 'compact-token.ts: a token has three parts',
  },
  '1.36/modern-authentication/jwt-claims': {
    5: 'user.ts: groups in a list',
    7: 'user.ts: a comma does not divide groups',
    12: 'claims.ts: groups are not a number',
    16: 'user.ts: groups may be repeated',
    21: 'user.ts: the id of the token is an extra field',
  },
  '1.36/modern-authentication/jwt-expressions': {
    3: 'user.ts: the name by an expression',
    5: 'user.ts: an expression for the name gives a text',
    9: 'user.ts: an expression for groups gives a text or a list of texts',
    20: 'user.ts: the UID by an expression',
    21: 'user.ts: an expression for the UID gives a text',
  },
  '1.36/modern-authentication/jwt-rules': {
    3: 'rules.ts: a claim that is required is there',
    5: 'rules.ts: and has the value',
    8: 'rules.ts: a claim that is required is a text',
    11: 'rules.ts: null is the empty text',
    13: 'rules.ts: an expression over claims holds',
    18: 'rules.ts: an expression that fails does not hold',
    19: 'rules.ts: an expression over the user holds',
    25: 'rules.ts: claims are checked before the user',
  },
  '1.36/modern-authentication/jwt-email-expression': {
    9: 'user.ts: an expression for the name does not give an empty one',
  },
});
