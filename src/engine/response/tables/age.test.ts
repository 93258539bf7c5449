import { test } from 'node:test';
import { expect } from 'expect';
import { humanDuration } from './age';

// After TestHumanDuration of k8s.io/apimachinery/pkg/util/duration/duration_test.go.
const second = 1000;
const [minute, hour, day, year] = [60 * second, 3600 * second, 86400 * second, 365 * 86400 * second];
const cases: readonly (readonly [number, string])[] = [
  [-3 * second, '<invalid>'],
  [second, '1s'],
  [70 * second, '70s'],
  [190 * second, '3m10s'],
  [70 * minute, '70m'],
  [47 * hour, '47h'],
  [49 * hour, '2d1h'],
  [day * 8 + 2 * hour, '8d'],
  [367 * day, '367d'],
  [year * 2 + 25 * day, '2y25d'],
  [year * 8 + 2 * day, '8y'],
];
for (const [duration, text] of cases) test(text, () => expect(humanDuration(duration)).toBe(text));
