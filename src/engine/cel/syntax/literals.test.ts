import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  '9223372036854775808': 'an int has 64 bits',
  '-0x10': 'a number may be hexadecimal',
  '1U': 'a uint may end with a capital',
  "'\\ud800'": 'half of a surrogate pair is not a character',
  "'\\u12'": 'an escape has all of its digits',
  "'\\q'": 'an escape is one that is known',
  "b'\\377'": 'a byte may be octal',
  "r'\\n'": 'a raw text has no escapes',
  "'''a'b'''": 'three quotes may have one inside',
});

describe('literals', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
