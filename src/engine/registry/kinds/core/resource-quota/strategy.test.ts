import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/documented/admission-resource-quota': {
    40: 'a scope goes with the resources',
    41: 'two scopes do not exclude each other',
    42: 'a resource is a standard one, and its quantity whole and not negative',
  },
  '1.37/validation/core-resourcequotas': {
    12: 'a scope is known',
    14: 'an expression of a scope has an operator',
    15: 'an operator with values has some',
  },
  '1.37/updates/kinds': {
    56: 'scopes stay',
  },
});

describe('ResourceQuotas', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
