import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/documented/admission-limit-ranger': {
    25: 'a minimum, a default and a request stay below the maximum',
    26: 'a limit of pods has no defaults',
    27: 'a type is known or has a domain',
    28: 'a limit of claims has a minimum or a maximum',
    29: 'a ratio is at least one',
    30: 'a type is limited once',
  },
  '1.37/validation/core-limitranges': {
    13: 'a default and a ratio stay within the limits',
  },
});

describe('LimitRanges', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
