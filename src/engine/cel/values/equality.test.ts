import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  'dyn(1) == 1.0': 'numbers of different types are equal by their value',
  'dyn(1) in [1.0]': 'so they are in lists',
  'dyn(1.0) in {1: 2}': 'and as keys',
  "object.spec.replicas == '2'": 'a number is not equal to a text',
  "semver('1.2.3+b') == semver('1.2.3')": 'the build of a version does not count',
  "url('https://a') == url('https://a/')": 'addresses are equal as they are written',
  "quantity('1') == quantity('1000m')": 'quantities are equal by their value',
  "[dyn(1)] == [ip('::1')]": 'an address is not equal to a number in a list',
  "ip('::1') == dyn(1)": 'and cannot be compared with one',
});

describe('equality of values', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
