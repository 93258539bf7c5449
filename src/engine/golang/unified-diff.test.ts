import { test } from 'node:test';
import { expect } from 'expect';
import { unifiedDiff } from './unified-diff';

// Expected values are those of Python's difflib.unified_diff, whose port go-difflib is.
const lines = (...texts: readonly string[]): string => texts.join('\n');

test('shows a change with three lines around it', () => {
  expect(unifiedDiff(lines('1', '2', '3', '4', '5', '6', '7', '8'), lines('1', '2', '3', '4', 'x', '6', '7', '8'))).toBe(
    '@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n',
  );
});

test('shows changes that are far from each other apart', () => {
  const text = Array.from({ length: 12 }, (_, at) => String(at));
  expect(unifiedDiff(text.join('\n'), ['new', ...text.slice(0, 11)].join('\n'))).toBe(
    '@@ -1,3 +1,4 @@\n+new\n 0\n 1\n 2\n@@ -9,4 +10,3 @@\n 8\n 9\n 10\n-11\n',
  );
});

test('says nothing of texts that are the same', () => {
  expect(unifiedDiff('a\nb', 'a\nb')).toBe('');
});
