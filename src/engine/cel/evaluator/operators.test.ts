import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  '1 / 0': 'a number is not divided by zero',
  '5 % 0': 'nor is a remainder of zero',
  '1.0 / 0.0': 'a double divided by zero is infinite',
  '-7 % 3': 'a remainder has the sign of the dividend',
  '9223372036854775807 * 2': 'an int does not overflow',
  '18446744073709551615u + 1u': 'nor does a uint',
  '1u - 2u': 'a uint is not below zero',
  '(1 / 0 == 1) && false': 'false decides a conjunction, even after an error',
  '(1 / 0 == 1) || false': 'an error decides a disjunction with false',
  '1 / 0 == 1 || 1 % 0 == 1': 'of two errors the first counts',
  'true || object.nope': 'true decides a disjunction',
  'object.nope || true': 'true decides a disjunction, even after a missing field',
  'true ? 1 : 1 / 0': 'only the branch that is taken is evaluated',
  '!dyn(1)': 'only a boolean is negated',
  'dyn(1) + 1.5': 'an int and a double are not added',
  'dyn(true) + 1': 'a boolean is not added',
  "object.spec.replicas > '1'": 'a number is not compared with a text',
  'dyn(1) < 1.5': 'an int is compared with a double',
  "double('nan') < 1.0": 'what is not a number has no order',
});

describe('operators', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
