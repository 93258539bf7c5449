import { describeStarts } from '../../recorded-starts.fixture';
import { describeReplayed } from '../../replayed-rules.fixture';

describeStarts('the configuration of authentication', {
  'authentication-config-1.37': {
    'authentication: a file that is not there': 'load.ts: the file is there',
    'authentication: an empty file': 'load.ts: the file has something in it',
    'authentication: another kind of the group': 'load.ts: it is an AuthenticationConfiguration',
    'authentication: jwt is an object': 'types.ts: jwt is a list',
    'authentication: audiences that are a text': 'types.ts: audiences are a list',
    'authentication: enabled that is a text, version v1beta1': 'types.ts: enabled is a bool',
    'authentication: a condition that is a text, version v1alpha1': 'types.ts: a condition is an object',
    'authentication: unknown fields at several places': 'load.ts: every field is known',
    'authentication: a field twice in JSON': 'load.ts: no field is repeated',
    'authentication: a url with a space': 'validate-issuer.ts: a URL is one that Go reads',
    'authentication: a url without a scheme': 'validate-issuer.ts: a URL begins with https',
    'authentication: a url with a query': 'validate-issuer.ts: a URL has no query',
    'authentication: an extra key of Kubernetes': 'domain-prefixed-path.ts: a key of extra has a domain of its own',
    'authentication: an extra key whose domain is none': 'domain-prefixed-path.ts: the domain is one',
    'authentication: an extra key whose path is none': 'domain-prefixed-path.ts: the path is one',
    'authentication: an address without a word on its verification': 'compile.ts: who reads claims.email reads claims.email_verified',
    'authentication: a required value beside an expression': 'compile.ts: a required value needs a claim',
    'authentication: a user rule on a field that users do not have': 'compile.ts: a rule is about fields of a user',
    'authentication: nothing wrong': 'validate.ts: a configuration without a fault',
  },
});

describeReplayed('the configuration of authentication', {
  '1.36/modern-authentication/anonymous-conditions': {
    1: 'configured.ts: an anonymous client is let in on a path of the configuration',
    4: 'configured.ts: a path is meant to the letter',
    8: 'configured.ts: a query does not count',
    13: 'configured.ts: being let in is not being allowed',
    10: 'configured.ts: and is not on any other',
  },
  '1.36/modern-authentication/oidc-flags': {
    1: 'from-flags.ts: without a prefix the name of a user begins with the issuer',
    3: 'from-flags.ts: without a claim of groups there are none',
    12: 'from-flags.ts: the audience is the client id',
    33: 'from-flags.ts: tokens are signed with RS256',
  },
});
