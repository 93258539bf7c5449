import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  "optional.ofNonZeroValue('').hasValue()": 'an empty text is a zero value',
  "optional.ofNonZeroValue(quantity('0')).hasValue()": 'a quantity of zero is not',
  'optional.of(null).hasValue()': 'null is a value',
  'optional.none().orValue(1 / 0)': 'an alternative may fail',
  'optional.of(1).or(optional.of(1 / 0)).value()': 'an alternative that is not needed is not evaluated',
  'optional.none().optMap(x, x + 1).hasValue()': 'nothing is mapped to nothing',
  'optional.of(1).optFlatMap(x, optional.none()).orValue(3)': 'a value may be mapped to nothing',
  '[optional.none(), optional.of(2)].unwrapOpt()': 'what is empty is left out',
  'optional.of(1) == optional.of(dyn(1u))': 'optional values are equal by what is in them',
});

describe('optional values', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
