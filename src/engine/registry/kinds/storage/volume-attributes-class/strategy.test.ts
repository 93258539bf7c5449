import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/storage-volumeattributesclasses': {
    2: 'a driver and parameters are needed',
    13: 'the name of a driver is a good one',
  },
  '1.37/updates/kinds': {
    158: 'a driver stays',
    159: 'parameters stay',
  },
});

describe('VolumeAttributesClasses', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
