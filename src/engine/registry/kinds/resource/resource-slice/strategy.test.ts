import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/resource-resourceslices': {
    3: 'a driver, a pool and where it is are needed',
    11: 'the name of a node is a DNS subdomain',
    15: 'a generation is not negative',
  },
  '1.37/updates/kinds': {
    200: 'a driver stays',
    201: 'a pool stays',
    202: 'a node stays',
    203: 'a device is there once',
  },
});

describe('ResourceSlices', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
