import { describeReplayed } from '../replayed-rules.fixture';

describeReplayed('authentication', {
  '1.36/authentication/anonymous': {
    1: 'anonymous.ts: a client without credentials is system:anonymous',
    10: 'anonymous.ts: and has the rights of that user',
    12: 'authentication.ts: a client with a wrong token is not anonymous',
    15: 'anonymous.ts: its group is system:unauthenticated',
    16: 'authenticated-group.ts: which other users are not in',
    20: 'authenticated-group.ts: they are in system:authenticated',
  },
  '1.36/authentication/anonymous-off': {
    1: 'authentication.ts: without --anonymous-auth a client has to have credentials',
  },
  '1.36/authentication/headers': {
    3: 'bearer-token.ts: bearer may be written in any case',
    9: 'bearer-token.ts: two spaces make an empty token',
    13: 'bearer-token.ts: what comes after the token does not count',
    27: 'bearer-token.ts: another scheme is ignored',
    35: 'authentication.ts: an unknown token is refused',
    69: 'bearer-token.ts: the first of several headers counts',
  },
  '1.20/authentication/bootstrap-tokens': {
    16: 'bootstrap-token.ts: the user and the group of a bootstrap token',
    18: 'bootstrap-token.ts: groups that the Secret adds',
    20: 'bootstrap-token.ts: the Secret says that the token authenticates',
    22: 'bootstrap-token.ts: the token has not expired',
    24: 'bootstrap-token.ts: a time to come is not over',
    26: 'bootstrap-token.ts: the expiration is a time',
    28: 'bootstrap-token.ts: a group begins with system:bootstrappers:',
    30: 'bootstrap-token.ts: the name of the Secret has the id of the token',
    32: 'bootstrap-token.ts: the secret is not empty',
    36: 'bootstrap-token.ts: true is written in lower case',
    44: 'bootstrap-token.ts: the Secret is in kube-system',
    46: 'bootstrap-token.ts: the secret of the token is that of the Secret',
    50: 'bootstrap-token.ts: an id is of lower case',
    52: 'bootstrap-token.ts: id and secret are divided by a dot',
  },
  '1.36/authentication/front-proxy': {
    1: 'front-proxy.ts: a proxy names the user in a header',
    2: 'front-proxy.ts: another client does not',
    11: 'front-proxy.ts: a proxy that names no user is itself',
  },
});
