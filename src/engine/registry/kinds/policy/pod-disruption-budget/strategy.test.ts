import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/policy-poddisruptionbudgets': {
    12: 'a percentage is one',
    14: 'a label that is selected is a good one',
    15: 'a policy for unhealthy pods is known',
  },
  '1.37/updates/kinds': {
    119: 'a budget is of one kind',
  },
});

describe('PodDisruptionBudgets', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
