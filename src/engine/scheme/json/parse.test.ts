/** Expected texts are those of Go's json.Unmarshal. */
import { test } from 'node:test';
import { expect } from 'expect';
import { plainOf } from './node';
import { parseJson } from './parse';

const WRONG: Readonly<Record<string, string>> = {
  '': 'unexpected end of JSON input',
  '{': 'unexpected end of JSON input',
  '{"a":1': 'unexpected end of JSON input',
  '"abc': 'unexpected end of JSON input',
  '{"a":1,}': "invalid character '}' looking for beginning of object key string",
  '[1,]': "invalid character ']' looking for beginning of value",
  '[1 2]': "invalid character '2' after array element",
  '{"a" 1}': "invalid character '1' after object key",
  '{"a":1 "b"}': `invalid character '"' after object key:value pair`,
  tru: "invalid character ' ' in literal true (expecting 'e')",
  '1.x': "invalid character 'x' after decimal point in numeric literal",
  '1e+x': "invalid character 'x' in exponent of numeric literal",
  '-': "invalid character ' ' in numeric literal",
  '01': "invalid character '1' after top-level value",
  '"a\nb"': "invalid character '\\n' in string literal",
  '"\\x"': "invalid character 'x' in string escape code",
  '"\\u12g4"': "invalid character 'g' in \\u hexadecimal character escape",
  "'": "invalid character '\\'' looking for beginning of value",
  ['['.repeat(10_001)]: "invalid character '[' exceeded max depth",
  [`{"a":${'{"a":'.repeat(10_000)}`]: "invalid character '{' exceeded max depth",
  é: "invalid character 'Ã' looking for beginning of value",
};
for (const [text, message] of Object.entries(WRONG))
  test(`refused: ${JSON.stringify(text.slice(0, 40))}`, () => expect(() => parseJson(text)).toThrow(message));

test('what is unknown may be as deep as Go reads it', () => {
  const text = '['.repeat(10_000) + ']'.repeat(10_000);
  expect(parseJson(text)).toHaveLength(1);
});

test('numbers keep what they are, of repeated fields the last counts', () => {
  expect(plainOf(parseJson('{"a":[1,2.5,9007199254740993],"b":1,"b":"\\ud83d\\ude00\\ud800"}'))).toEqual({ a: [1, 2.5, 9007199254740993n], b: '😀\ufffd' });
});
