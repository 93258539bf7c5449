import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/networking-servicecidrs': {
    3: 'a range is needed',
    15: 'a range is one',
  },
  '1.37/defaults/service-addresses': {
    60: 'a range has no bits beyond its prefix',
    61: 'a range stays',
  },
});

describe('ServiceCIDRs', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
