import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  "quantity('1Gi').isGreaterThan(quantity('1G'))": 'a gibibyte is more than a gigabyte',
  "quantity('100m').isInteger()": 'a thousandth is not whole',
  "quantity('100E').asInteger()": 'an integer has 64 bits',
  "quantity('nope')": 'a text is a quantity',
  "isQuantity('1kib')": 'the case of a suffix counts',
  "quantity('0.1').add(quantity('0.2')).compareTo(quantity('0.3'))": 'quantities are exact',
  "quantity('1e-20').asApproximateFloat()": 'what is smaller than a billionth is rounded up',
  "quantity('1.5Gi').asApproximateFloat()": 'a quantity may be a fraction',
});

describe('quantities', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
