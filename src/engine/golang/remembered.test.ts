import { test } from 'node:test';
import { expect } from 'expect';
import { remembered } from './remembered';

test('what was made of a text is kept for short texts, and for few of them', () => {
  let made = 0;
  const read = remembered((text) => ({ text, number: (made += 1) }));
  expect([read('a'), read('a')]).toEqual([
    { text: 'a', number: 1 },
    { text: 'a', number: 1 },
  ]);
  expect([read('x'.repeat(513)).number, read('x'.repeat(513)).number]).toEqual([2, 3]);
  for (let other = 0; other < 256; other += 1) read(String(other));
  expect(read('a').number).toBe(260);
});
