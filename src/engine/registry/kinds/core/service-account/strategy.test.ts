import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-serviceaccounts': {
    2: 'what is sent is kept',
  },
  '1.37/validation/core-serviceaccounts-default-token': {
    11: 'a token is valid for ten minutes at least',
  },
  '1.37/updates/subresources': {
    16: 'a token is valid for 2^32 seconds at most',
    17: 'a token is bound to a Pod, a Secret or a Node',
    18: 'a token is bound to what is there',
  },
});

describe('ServiceAccounts', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
