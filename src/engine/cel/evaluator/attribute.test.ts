import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  "object.metadata.labels['nope']": 'a key that is not there is an error',
  'object.spec.nope == 1': 'a field that is not there is an error',
  'object.nope.x == 1 || true': 'an error of a field may be left aside',
  'dyn(1).foo': 'a number has no fields',
  'dyn(1)[0]': 'a number has no items',
  '[1, 2][2]': 'an index is below the size',
  '[1, 2][-1]': 'an index is not negative',
  "{1: 'a'}[dyn(1u)]": 'a key may be a number of another type',
  'has(object.nope.x)': 'has asks for the last field only',
  'object.?nope.hasValue()': 'an optional field that is not there is empty',
  'object.?spec.replicas.orValue(0)': 'an optional field that is there has its value',
  "object[?'spec'].value().replicas": 'an index may be optional',
  '.object.spec.replicas': 'a name may begin with a period',
});

describe('fields and indices', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
