import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/storage-csinodes': {
    11: 'a driver has a name',
    12: 'the name of a driver is a DNS subdomain',
    13: 'a driver says how it calls the node',
    15: 'a topology key is a good one',
  },
  '1.37/updates/kinds': {
    145: 'a driver stays as it is',
  },
  '1.20/updates/kinds': {
    145: 'older versions show the driver as Go prints it',
  },
});

describe('CSINodes', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
