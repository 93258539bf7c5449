import { test } from 'node:test';
import { expect } from 'expect';
import { encodeJson } from './json';

test('html characters and line separators are escaped', () => {
  expect(encodeJson("'<>&\u2028\u2029\u007f")).toBe('"\'\\u003c\\u003e\\u0026\\u2028\\u2029\u007f"');
});
test('control characters are escaped as the version does', () => {
  expect(encodeJson('\u0007\b\f\n\r\t\v')).toBe('"\\u0007\\b\\f\\n\\r\\t\\u000b"');
  expect(encodeJson('\u0007\b\f\n\\b', { jsonIter: true })).toBe('"\\u0007\\u0008\\u000c\\n\\\\b"');
});
test('half a surrogate pair becomes the replacement character, a written escape stays', () => {
  expect(encodeJson('a\ud800b \\ud800')).toBe('"a\\ufffdb \\\\ud800"');
});
test('keys stay in order unless one of them looks like a number', () => {
  expect(encodeJson({ b: 1, a: [{ z: 1, c: undefined }] })).toBe('{"b":1,"a":[{"z":1}]}');
  expect(encodeJson({ b: { '9': 1, a: 1e21, '10': 1 }, a: 1e-7 })).toBe('{"b":{"10":1,"9":1,"a":1e+21},"a":1e-7}');
});
test('whole numbers beyond the safe range keep their digits', () => {
  expect(encodeJson({ b: 9007199254740993n, a: '<' })).toBe('{"b":9007199254740993,"a":"\\u003c"}');
});
test('indentation', () => {
  const value = { '1': 2, a: {}, b: [], c: [1, { d: 1 }] };
  const indented = '{\n  "1": 2,\n  "a": {},\n  "b": [],\n  "c": [\n    1,\n    {\n      "d": 1\n    }\n  ]\n}';
  expect(encodeJson(value, { indent: true })).toBe(indented);
  expect(encodeJson({ a: {}, b: [] }, { indent: true })).toBe('{\n  "a": {},\n  "b": []\n}');
  expect(encodeJson({ a: {}, b: '{}' }, { indent: true, jsonIter: true })).toBe('{\n  "a": {\n    \n  },\n  "b": "{}"\n}');
});
test('each level is indented as it is wanted, with long whole numbers as without', () => {
  expect(encodeJson({ a: [1, {}], b: '<' }, { indent: ' ' })).toBe('{\n "a": [\n  1,\n  {}\n ],\n "b": "\\u003c"\n}');
  expect(encodeJson({ a: [9007199254740993n, {}], b: '<' }, { indent: ' ' })).toBe('{\n "a": [\n  9007199254740993,\n  {}\n ],\n "b": "\\u003c"\n}');
});
test('what is left unescaped is as JSON.stringify has it', () => {
  expect(encodeJson({ a: '<&>\u2028' }, { unescaped: true })).toBe(JSON.stringify({ a: '<&>\u2028' }));
  expect(encodeJson({ a: '<&>\u2028', b: 9007199254740993n }, { unescaped: true })).toBe('{"a":"<&>\u2028","b":9007199254740993}');
});
