import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-persistentvolumeclaims': {
    3: 'an access mode and a size are needed',
    11: 'an access mode is known',
    12: 'a mode of the volume is known',
    15: 'the source of data has a name',
  },
  '1.37/updates/kinds': {
    22: 'access modes stay',
    27: 'a volume stays',
  },
});

describe('PersistentVolumeClaims', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
