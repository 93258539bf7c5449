import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('impersonation', {
  '1.20/impersonation/refused': {
    1: 'legacy.ts: the right to impersonate the user',
    20: 'wanted-user.ts: groups need a user',
  },
  '1.20/impersonation/groups': {
    24: 'implied-groups.ts: an impersonated user is authenticated',
    28: 'legacy.ts: groups of who impersonates do not count',
    29: 'wanted-user.ts: each header is a group',
    39: 'implied-groups.ts: not where the user is said to be unauthenticated',
    46: 'implied-groups.ts: an anonymous user is unauthenticated',
    49: 'implied-groups.ts: whatever the other groups',
    53: 'implied-groups.ts: a ServiceAccount has the groups of its namespace',
    60: 'implied-groups.ts: not where groups are given',
    65: 'wanted-user.ts: a comma does not divide groups',
  },
  '1.20/impersonation/rights-extra': {
    9: 'legacy.ts: the right to a value of a key',
    10: 'legacy.ts: the right to another value is not enough',
    21: 'legacy.ts: the right to each of several values',
    25: 'extra-keys.ts: keys are of lower case',
    29: 'extra-keys.ts: a key in a header is escaped',
  },
  '1.36/modern-impersonation/fallback': {
    6: 'mode.ts: at first the refusal of the constrained way is given',
    7: 'mode.ts: the right to impersonate is enough',
    8: 'mode.ts: the refusal is of the way that worked last',
  },
  '1.36/modern-impersonation/user-info': {
    16: 'user-rights.ts: the right to the user and to the action',
    19: 'constrained.ts: the user needs the right as well',
    20: 'user-rights.ts: a subresource is an action of its own',
    21: 'user-rights.ts: so is a verb',
  },
  '1.36/modern-impersonation/arbitrary-node': {
    14: 'node-user.ts: a node has the group of nodes',
    16: 'mode.ts: the right to the node',
    17: 'mode.ts: the right to the action',
    19: 'mode.ts: the right to one node is not one to another',
  },
  '1.36/modern-impersonation/associated-node': {
    26: 'associated-node.ts: an account acts as the node on which its token runs',
    27: 'associated-node.ts: and as no other',
    30: 'associated-node.ts: the right names no node',
    34: 'associated-node.ts: a token without a node has none',
    39: 'associated-node.ts: groups are not given beside a node',
    44: 'associated-node.ts: the right to each action',
  },
  '1.36/modern-impersonation/uid-extra': {
    17: 'constrained.ts: the right to a UID',
    21: 'constrained.ts: an empty UID is none',
    27: 'constrained.ts: the right to a value of a key',
    33: 'constrained.ts: the right to each of several values',
    43: 'constrained.ts: the right to all values counts for many of them',
  },
  '1.37/modern-impersonation/asked': {
    8: 'user-rights.ts: what an authorizer is asked, in this order',
    16: 'user-rights.ts: what is refused by name ends it',
  },
});
