import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/storage-csistoragecapacities': {
    3: 'a class of storage is named',
    15: 'a label of the topology is a good one',
  },
  '1.37/updates/kinds': {
    153: 'a class of storage stays',
    154: 'a topology stays',
  },
});

describe('CSIStorageCapacities', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
