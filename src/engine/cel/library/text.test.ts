import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  "'abc'.substring(4)": 'a part begins inside of the text',
  "'hello'.substring(3, 1)": 'a part does not end before it begins',
  "'😀'.substring(0, 1)": 'a character may be outside of the first plane',
  "'abc'.charAt(4)": 'a character is one of the text',
  "'a b c'.split(' ', 0).size()": 'a text is not split into no parts',
  "'a,b,c'.split(',', 2)": 'the last part has the rest',
  "'abc'.replace('', '-')": 'nothing is found before each character',
  "'x'.replace('x', '$0')": 'a replacement is taken as it is written',
  "'É'.lowerAscii()": 'only ASCII is lowered',
  "'hello'.lastIndexOf('l', 2)": 'the last place is not after the given one',
  "['a', 'b'].join(', ')": 'a separator stands between texts',
  "strings.quote('a\"b')": 'a quote is escaped',
});

describe('functions of texts', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
