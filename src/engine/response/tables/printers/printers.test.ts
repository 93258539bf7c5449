import { describe, it } from 'node:test';
import { expect } from 'expect';
import { replayedRules } from '../../../replayed-rules.fixture';

const RULES = replayedRules({
  '1.37/newest/tables': {
    6: 'newest.ts: a PodCertificateRequest has its state and the annotations that are not verified',
    9: 'newest.ts: a ClusterTrustBundle has its signer',
    14: 'newest.ts: a ResourceClaim is allocated or deleted',
    18: 'cluster.ts: a FlowSchema has its precedence and says whether its PriorityLevelConfiguration is missing',
  },
  '1.37/documented/default-roles': {
    7: 'rbac.ts: a ClusterRole has the time when it was created',
    8: 'rbac.ts: so has a Role',
  },
  '1.37/rbac-objects/clusterrolebindings-meta': {
    37: 'rbac.ts: a ClusterRoleBinding has its role and its age',
  },
  '1.37/defaults/component-statuses': {
    15: 'cluster.ts: a ComponentStatus has its status, message and error',
  },
  '1.20/discovery/accept-resources': {
    28: 'core.ts: a ConfigMap has the number of its data',
  },
});

describe('columns of tables', () => {
  for (const { rule, difference } of RULES)
    it(rule, async () => {
      expect(await difference()).toBe('');
    });
});
