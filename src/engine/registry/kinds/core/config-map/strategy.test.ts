import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-configmaps': {
    9: 'a label is a good one',
    12: 'an owner has a version',
    15: 'an owner has a uid',
  },
  '1.37/decoding/yaml': {
    48: 'a key is the name of a file',
  },
  '1.37/updates/kinds': {
    2: 'what is immutable stays so',
    3: 'data that are immutable stay',
  },
});

describe('ConfigMaps', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
