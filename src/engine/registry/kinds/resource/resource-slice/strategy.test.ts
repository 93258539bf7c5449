import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/resource-resourceslices': {
    3: 'a driver, a pool and where it is are needed',
    11: 'the name of a node is a DNS subdomain',
    15: 'a generation is not negative',
  },
});

describe('ResourceSlices', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
