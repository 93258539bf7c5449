import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/apps-statefulsets': {
    3: 'a selector and containers are needed',
    8: 'a selector matches the labels of the template',
    10: 'a label that is selected is a good one',
  },
});

describe('StatefulSets', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
