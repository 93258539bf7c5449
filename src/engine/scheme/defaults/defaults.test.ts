import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../registry/recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/defaults/generations': {
    1: 'a CronJob gets its policies and limits, and its pods theirs',
    26: 'the pods of a PodTemplate get what a pod gets',
    33: 'a ReplicationController gets a replica, and the selector of its labels',
    40: 'a Deployment gets a replica, a rolling update and a history',
  },
  '1.37/rbac-objects/clusterrolebindings-subjects': {
    6: 'a user is of the group of RBAC',
    7: 'a group is too',
    9: 'a ServiceAccount is of the core group',
  },
});

describe('defaults', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
