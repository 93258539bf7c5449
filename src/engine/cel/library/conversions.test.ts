import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  'int(1e19)': 'a double that does not fit is not an int',
  'int(-1.9)': 'a double is cut towards zero',
  "int('0x10')": 'a text is a number in decimal',
  'uint(-1)': 'a uint is not negative',
  "bool('t')": 't is true',
  "bool('yes')": 'yes is not',
  'string(1e21)': 'a large double has an exponent',
  'string(123456789.123)': 'so has a double of nine digits before its point',
  'string(-0.0)': 'a zero keeps its sign',
  "bytes('é')": 'bytes are those of UTF-8',
  "string(timestamp('2020-01-01T00:00:00.120Z'))": 'zeros at the end of a second are left out',
});

describe('conversions', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
