import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('what admission is about', {
  '1.37/admission-webhooks/matching': {
    4: 'selectors.ts: a namespace without the label is not selected',
    5: 'selectors.ts: a namespace with the label is',
    8: 'selectors.ts: an object without the label is not selected',
    9: 'selectors.ts: an object with the label is',
    10: 'selectors.ts: an update is selected by the new object',
    14: 'selectors.ts: an update is selected by the old object',
    19: 'own-namespace.ts: a namespace is selected by its own labels',
    20: 'own-namespace.ts: and is not by those of others',
    21: 'own-namespace.ts: a new namespace is selected by the labels that it gets',
    22: 'rules.ts: a read is not admitted',
    23: 'rules.ts: reviews are never matched',
    30: 'rules.ts: of a collection each object is matched',
    33: 'rules.ts: the scope Cluster leaves out what is in a namespace',
    34: 'rules.ts: the scope Cluster has namespaces',
    36: 'rules.ts: configurations of webhooks are never matched',
    46: 'rules.ts: pods/* has pods, too',
    47: 'rules.ts: an exec is a CONNECT',
    57: 'rules.ts: a rule of a subresource matches it',
    59: 'rules.ts: and leaves out the resource',
    62: 'equivalents.ts: a request of another version of the resource is matched',
    63: 'equivalents.ts: and is sent as the version that the rule names',
    66: 'rules.ts: an update that creates is a CREATE',
  },
});
