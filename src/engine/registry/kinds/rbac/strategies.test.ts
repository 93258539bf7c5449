import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/rbac-objects/clusterroles-rules': {
    5: 'a rule has groups, resources and verbs',
    18: 'a rule is about resources or about paths',
    34: 'an aggregation selects something',
    41: 'an operator with values has some',
    42: 'an operator without values has none',
    47: 'an updated rule has groups, resources and verbs',
  },
  '1.37/rbac-objects/rolebindings-subjects': {
    5: 'a subject has a kind and a name',
    12: 'the name of a ServiceAccount is a good one',
    16: 'a ServiceAccount is of the core group',
    21: 'a user is of the group of RBAC',
    43: 'a role that is given has a known kind',
    50: 'a role that is given has a name without a slash',
  },
  '1.37/rbac-objects/clusterrolebindings-subjects': {
    68: 'the role that is given stays',
    70: 'a ServiceAccount of a ClusterRoleBinding has a namespace',
  },
  '1.37/documented/binding-table': {
    13: 'a ClusterRoleBinding gives no Role',
  },
  '1.37/validation/rbac-roles': {
    11: 'a resource rule of a Role has groups',
  },
});

describe('roles and bindings', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
