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
});

describe('ServiceAccounts', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
