import { test } from 'node:test';
import { expect } from 'expect';
import { encodeYaml } from './yaml';

test('keys are sorted, sequences stay at the column of their key', () => {
  expect(encodeYaml({ b: [{ y: 1, x: [] }, 'a'], a: {}, c: null })).toBe('a: {}\nb:\n- x: []\n  "y": 1\n- a\nc: null\n');
});

test('text that would be read as something else is quoted', () => {
  expect(encodeYaml({ a: 'true', b: '1', c: '2024-01-01T00:00:00Z', d: '', e: ': x', f: '*', g: 'v1' })).toBe(
    'a: "true"\nb: "1"\nc: "2024-01-01T00:00:00Z"\nd: ""\ne: \': x\'\nf: \'*\'\ng: v1\n',
  );
});

test('lines are a block', () => {
  expect(encodeYaml({ message: '406: Not Acceptable\n\nAvailable representations: application/json' })).toBe(
    'message: |-\n  406: Not Acceptable\n\n  Available representations: application/json\n',
  );
  expect(encodeYaml({ a: 'x\n' })).toBe('a: |\n  x\n');
});

test('long text is folded at the first space after column 80', () => {
  const word = 'abcdefghi';
  const text = Array.from({ length: 10 }, () => word).join(' ');
  expect(encodeYaml({ k: text })).toBe(`k: ${Array.from({ length: 8 }, () => word).join(' ')}\n  ${word} ${word}\n`);
});
