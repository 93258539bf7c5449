import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/node-runtimeclasses': {
    3: 'a handler is needed',
    11: 'a handler is a DNS label',
    15: 'a label of nodes is a good one',
  },
});

describe('RuntimeClasses', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
