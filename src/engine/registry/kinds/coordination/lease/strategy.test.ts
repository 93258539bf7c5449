import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/coordination-leases': {
    13: 'a Lease lasts for more than no time',
    14: 'a number of transitions is not negative',
  },
  '1.37/documented/node-writes': {
    55: 'an update names the revision that it changes',
  },
});

describe('Leases', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
