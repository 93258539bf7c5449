import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/networking-networkpolicies': {
    8: 'a type is known',
    11: 'a label that is selected is a good one',
    12: 'a peer is not empty',
    13: 'a block of addresses has a range',
    14: 'an exception is a range',
  },
});

describe('NetworkPolicies', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
