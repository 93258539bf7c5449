import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/apiextensions-customresourcedefinitions': {
    3: 'a group, a scope, names and a stored version are needed',
    10: 'a short name is a DNS label',
    13: 'a version has a schema',
    14: 'an object of a schema has a type',
    15: 'a column has a name',
  },
});

describe('CustomResourceDefinitions', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
