import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/apiregistration-apiservices': {
    3: 'a group, a version and priorities are needed',
    11: 'a group is a DNS subdomain',
  },
});

describe('APIServices', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
