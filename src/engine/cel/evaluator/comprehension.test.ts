import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  '[].all(x, false)': 'all is true of nothing',
  '{}.all(k, false)': 'so it is of an empty map',
  '[0, 1].exists(x, 1 / x > 0)': 'an element that exists decides over an error',
  '[0, 1].all(x, 1 / x > 0)': 'an error decides where no element is false',
  '[1, 2, 3].exists_one(x, x > 1)': 'exists_one is false of two',
  '[0, 1].filter(x, 1 / x == 1)': 'an error of a filter is one of the list',
  '[1, 2].map(x, x > 1, x * 2)': 'map may filter',
  "{'b': 2, 'a': 1}.map(k, k)": 'a map is walked in the order of its keys as written',
  'dyn(1).all(i, v, true)': 'a number is not walked',
  "object.metadata.labels.all(k, v, v == 'web')": 'two variables are key and value',
  "[1, 2].transformMapEntry(i, v, {'k': v})": 'no key is entered twice',
  "{'a': 1}.transformMap(k, v, v > 5, v)": 'an entry may be left out',
});

describe('comprehensions', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
