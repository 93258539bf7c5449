import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/storage-storageclasses': {
    3: 'a provisioner is needed',
    11: 'a provisioner is a good name',
    14: 'two terms of a topology differ',
    15: 'an expression of a topology has a key',
  },
  '1.37/updates/kinds': {
    133: 'a provisioner stays',
  },
});

describe('StorageClasses', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
