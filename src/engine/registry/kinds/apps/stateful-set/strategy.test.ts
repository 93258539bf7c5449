import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/apps-statefulsets': {
    3: 'a selector and containers are needed',
    8: 'a selector matches the labels of the template',
    10: 'a label that is selected is a good one',
  },
  '1.37/updates/kinds': {
    84: 'the Service stays',
    85: 'the order of pods stays',
  },
  '1.36/updates/kinds': {
    84: 'older versions name the fields that may change',
  },
  '1.20/updates/kinds': {
    85: 'the oldest names fewer',
  },
});

describe('StatefulSets', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
