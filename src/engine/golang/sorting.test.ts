import { test } from 'node:test';
import { expect } from 'expect';
import { sorting, sortingBytes } from './sorting';
import { atOnce } from './turns';

const NUMBERS = Array.from({ length: 10_000 }, (_, index) => (index * 7919) % 10_007);
const byTens = (a: number, b: number): number => Math.floor(a / 10) - Math.floor(b / 10);

test('a long list comes out as a sort in one go has it, with equal items in their order', () => {
  expect(atOnce(sorting([...NUMBERS], byTens))).toEqual([...NUMBERS].sort(byTens));
});

test('a long list that is sorted already, or the other way round', () => {
  const sorted = [...NUMBERS].sort((a, b) => a - b);
  expect(atOnce(sorting([...sorted], (a, b) => a - b))).toEqual(sorted);
  expect(atOnce(sorting([...sorted].reverse(), (a, b) => a - b))).toEqual(sorted);
});

test('it gives way', () => {
  expect([...sorting([...NUMBERS], byTens)].length).toBeGreaterThan(10);
});

test('texts come in the order of their bytes', () => {
  expect(atOnce(sortingBytes(['\u{1f600}', '\uffff', 'a']))).toEqual(['a', '\uffff', '\u{1f600}']);
});
