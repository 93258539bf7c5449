import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-endpoints': {
    8: 'an address is an IP address',
    9: 'a host name is a DNS label',
    12: 'an address that is not ready is an IP address',
    14: 'a port has a number',
    15: 'a protocol is known',
  },
});

describe('Endpoints', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
