import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/resource-deviceclasses': {
    11: 'a selector has an expression',
    12: 'a configuration is opaque',
    13: 'a configuration names its driver',
    15: 'a configuration has parameters',
  },
});

describe('DeviceClasses', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
