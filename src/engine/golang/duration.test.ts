import { test } from 'node:test';
import { expect } from 'expect';
import { formatDuration, parseDuration } from './duration';

for (const [text, milliseconds] of [
  ['5m0s', 300_000],
  ['30s', 30_000],
  ['1h30m', 5_400_000],
  ['1.5s', 1500],
  ['-1s', -1000],
  ['0', 0],
  ['100ms', 100],
] as const)
  test(`${text} is ${milliseconds} ms`, () => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

for (const [milliseconds, text] of [
  [30_000, '30s'],
  [300_000, '5m0s'],
  [3_600_000, '1h0m0s'],
  [1500, '1.5s'],
  [500, '500ms'],
  [-1000, '-1s'],
  [0, '0s'],
] as const)
  test(`${milliseconds} ms are ${text}`, () => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

for (const [text, message] of [
  ['soon', 'time: invalid duration "soon"'],
  ['5', 'time: missing unit in duration "5"'],
  ['5x', 'time: unknown unit "x" in duration "5x"'],
] as const)
  test(`refuses ${text}`, () => {
    expect(() => parseDuration(text)).toThrow(new Error(message));
  });
