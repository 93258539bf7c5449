import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/gates/pod-groups': {
    1: 'a policy is basic or a gang',
    2: 'a policy is not both',
    4: 'a gang has at least one pod',
    9: 'there is one constraint of topology',
    22: 'a claim is there or made from a template',
    25: 'there are four claims at most',
    27: 'names of a Workload and of its template are checked',
    93: 'a name is a DNS subdomain',
  },
});

describe('PodGroups', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
