import { test } from 'node:test';
import { expect } from 'expect';
import { GatheredBytes } from './gathered-bytes';

test('pieces of any size are one text, of which the end can be forgotten', () => {
  const bytes = new GatheredBytes();
  const text = 'abcdefghij'.repeat(1000);
  for (const size of [1, 1000, 7, 0, 4000]) bytes.add(Buffer.from(text.slice(bytes.length, bytes.length + size)));
  expect(Buffer.from(bytes.first()).toString()).toBe(text.slice(0, 5008));
  expect(Buffer.from(bytes.first(3)).toString()).toBe('abc');
  bytes.cut(5);
  bytes.add(Buffer.from('!'));
  expect(Buffer.from(bytes.first()).toString()).toBe('abcde!');
});
