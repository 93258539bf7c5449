import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  '[1].all(1, true)': 'a variable of a macro is a name',
  '[1].all(x, x, true)': 'two variables have two names',
  '[1].all(y)': 'a macro with too few arguments is a function',
  '[1].map(x.y, 1)': 'a variable is not a field',
  'has()': 'has has an argument',
  'has(a.b, c)': 'has has only one',
  'all([1], x, true)': 'a macro is one of a value',
});

describe('macros', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
