import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  '1 +': 'an operator has two sides',
  '1 2': 'two values need an operator',
  'a ? b :': 'a choice has two branches',
  'a & b': 'a single & is not an operator',
  '[1, 2,]': 'a list may end with a comma',
  "{'a': 1,}": 'so may a map',
  '[,]': 'a list may be a comma',
  'f(1,)': 'arguments may not',
  '{1}': 'an entry of a map has a value',
  'a.true': 'a field is not a keyword',
  for: 'a word may be reserved',
  '// c': 'a comment is not an expression',
  'object . spec . replicas': 'spaces may stand between',
  '((((1))))': 'parentheses may be nested',
  '1 < 2 < 3': 'comparisons are taken from the left',
});

describe('the grammar', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
