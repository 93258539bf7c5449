import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/gates/pod-groups': {
    84: 'a part of a Workload names it',
    87: 'a gang has a number of groups',
    90: 'keys of topology are label keys',
  },
});

describe('CompositePodGroups', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
