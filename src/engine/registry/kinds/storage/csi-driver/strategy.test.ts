import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/storage-csidrivers': {
    12: 'a mode of life is known',
    13: 'a policy for the group of files is known',
  },
  '1.37/updates/kinds': {
    139: 'whether volumes are attached stays',
    140: 'modes of life stay',
  },
});

describe('CSIDrivers', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
