import { test } from 'node:test';
import { expect } from 'expect';
import { withRepetitions } from './repeated-text';

test('a text says how often a part is repeated', () => {
  expect(withRepetitions('{a: <3 times xy>}')).toBe('{a: xyxyxy}');
  expect(withRepetitions('<1,024 times b>')).toHaveLength(1024);
});

test('other words in angle brackets stay', () => {
  expect(withRepetitions('<uid> <many times a> <0 times b>')).toBe('<uid> <many times a> <0 times b>');
});
