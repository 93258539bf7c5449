import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  '[1, 2, 3].slice(1, 3)': 'a slice ends before its end',
  '[1, 2, 3].slice(2, 1)': 'a slice does not end before it begins',
  '[1, 2, 3].slice(-1, 1)': 'a slice does not count from the end',
  '[[1], [2, 3]].flatten()': 'a list is flattened by one level',
  '[1].flatten(-1)': 'a level is not negative',
  '[].min()': 'an empty list has no minimum',
  '[].sum()': 'the sum of nothing is zero',
  '[].first().hasValue()': 'nothing is first in an empty list',
  "[{'a': 2}, {'a': 1}].sortBy(x, x.a)": 'a list is sorted by what each element gives',
  'lists.range(3).reverse()': 'a list is turned around',
  'lists.range(1000001).size()': 'a range has a million elements at most',
});

describe('functions of lists', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
