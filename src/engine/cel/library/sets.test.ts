import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  'sets.contains([1, 2], [2, 2])': 'how often an element is there does not matter',
  'sets.equivalent([1, 2], [2, 1, 1])': 'nor in which order',
  'sets.equivalent([], [1])': 'an empty set is not another',
  'sets.intersects([1], [dyn(1.0)])': 'numbers of different types are one element',
  'sets.intersects([1], [2])': 'sets without a common element do not intersect',
  "sets.contains([dyn(ip('::1'))], [1])": 'an address is not an element that is a number',
});

describe('sets', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
