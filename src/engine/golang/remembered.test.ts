import { test } from 'node:test';
import { expect } from 'expect';
import { remembered } from './remembered';

test('what was made of a text is kept for short texts, and for few of them; of long ones the last', () => {
  let made = 0;
  const read = remembered((text) => ({ text, number: (made += 1) }));
  expect([read('a'), read('a')]).toEqual([
    { text: 'a', number: 1 },
    { text: 'a', number: 1 },
  ]);
  const long = (character: string): number => read(character.repeat(513)).number;
  expect([long('x'), long('x'), long('y'), long('x')]).toEqual([2, 2, 3, 4]);
  for (let other = 0; other < 256; other += 1) read(String(other));
  expect(read('a').number).toBe(261);
});
