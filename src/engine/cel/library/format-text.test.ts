import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  "'%e'.format([1234.5])": 'an exponent is written with a superscript',
  "'%b'.format([true])": 'true is 1 in binary',
  "'%x'.format(['hi'])": 'a text is written in hexadecimal by its bytes',
  "'%X'.format([-1])": 'a sign stays',
  "'%.3s'.format(['abcdef'])": 'a precision does not cut a text',
  "'%q'.format(['a'])": 'a clause is one that is known',
  "'%'.format([1])": 'a clause is not cut',
  "'%z'.format([])": 'a clause has an argument',
  "'%e'.format([dyn(1)])": 'an exponent is of a double',
});

describe('formatted texts', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
