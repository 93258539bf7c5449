import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/apps-replicasets': {
    3: 'a selector and containers are needed',
    9: 'a selector matches the labels of the template',
    11: 'a selector that selects everything is refused',
    13: 'a label that is selected is a good one',
  },
});

describe('ReplicaSets', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
