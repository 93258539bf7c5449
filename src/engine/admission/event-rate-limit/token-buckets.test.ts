import { test } from 'node:test';
import { expect } from 'expect';
import { TokenBuckets } from './token-buckets';

test('a bucket gives its burst at once, and then so many a second', () => {
  let now = 0;
  const buckets = new TokenBuckets({ perSecond: 2, burst: 3, most: 10 }, () => now);
  expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([true, true, true, false]);
  now = 400;
  expect(buckets.take('a')).toBe(false);
  now = 500;
  expect(buckets.take('a')).toBe(true);
  expect(buckets.take('a')).toBe(false);
});

test('a bucket never holds more than its burst', () => {
  let now = 0;
  const buckets = new TokenBuckets({ perSecond: 1, burst: 1, most: 10 }, () => now);
  buckets.take('a');
  now = 60_000;
  expect([buckets.take('a'), buckets.take('a')]).toEqual([true, false]);
});

test('each key has a bucket of its own, and the one that was asked for the longest ago goes when there are too many', () => {
  const buckets = new TokenBuckets({ perSecond: 1, burst: 1, most: 2 }, () => 0);
  expect([buckets.take('a'), buckets.take('b'), buckets.take('a')]).toEqual([true, true, false]);
  expect(buckets.take('c')).toBe(true);
  expect(buckets.take('a')).toBe(false);
  expect(buckets.take('b')).toBe(true);
});
