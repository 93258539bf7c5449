import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/resource-resourceclaims': {
    7: 'a constraint is about a request of the claim',
    8: 'a request has a name',
    9: 'a request is exact or has alternatives',
    10: 'a request names a class of devices',
    12: 'a mode of allocation is known',
    15: 'a constraint is about one attribute',
  },
  '1.37/validation/resource-resourceclaimtemplates': {
    9: 'a request of a template is exact or has alternatives',
  },
  '1.37/updates/kinds': {
    194: 'what is asked for stays',
  },
  '1.36/updates/kinds': {
    194: 'older versions show what it would become',
  },
});

describe('ResourceClaims', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
