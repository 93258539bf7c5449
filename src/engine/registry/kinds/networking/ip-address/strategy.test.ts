import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/networking-ipaddresses': {
    3: 'a parent is needed',
    13: 'the group of a parent is a DNS subdomain',
    14: 'a parent has a resource',
    15: 'a parent has a name',
  },
  '1.37/updates/kinds': {
    205: 'a parent stays',
  },
});

describe('IPAddresses', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
