import { test } from 'node:test';
import { expect } from 'expect';
import { editScript } from './edit-script';

const LETTERS = { identity: '.', modified: 'M', uniqueX: 'X', uniqueY: 'Y' };
const script = (x: string, y: string): string =>
  editScript(x.length, y.length, (a, b) => (x[a] === y[b] ? { same: 1, differing: 0 } : { same: 0, differing: 1 }))
    .map((edit) => LETTERS[edit])
    .join('');

// Some cases of TestDifference of github.com/google/go-cmp/cmp/internal/diff.
for (const [x, y, expected] of [
  ['', '', ''],
  ['#', '#', '.'],
  ['a', 'b', 'M'],
  ['', '#', 'Y'],
  ['#', '', 'X'],
  ['abc', 'abc', '...'],
  ['abc', 'abd', '..M'],
  ['axc', 'abc', '.M.'],
  ['abc', 'bc', 'X..'],
  ['bc', 'abc', 'Y..'],
] as const)
  test(`${x || 'nothing'} becomes ${y || 'nothing'} by ${expected || 'nothing'}`, () => {
    expect(script(x, y)).toBe(expected);
  });
