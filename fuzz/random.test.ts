import { describe, it } from 'node:test';
import { expect } from 'expect';
import { Random } from './random';

const first = (random: Random, count: number): readonly number[] => Array.from({ length: count }, () => random.next());

describe('random numbers of the fuzzers', () => {
  it('are the same for the same seed and case', () => {
    expect(first(new Random(123, 4567), 50)).toEqual(first(new Random(123, 4567), 50));
  });

  it('differ between cases of a seed, and between seeds of a case', () => {
    const starts = [new Random(1, 1), new Random(1, 2), new Random(2, 1), new Random(3)].map((random) => first(random, 4).join());
    expect(new Set(starts).size).toBe(4);
  });

  it('fall evenly into ten buckets', () => {
    const random = new Random(7);
    const buckets = new Array<number>(10).fill(0);
    for (let turn = 0; turn < 10_000; turn += 1) {
      const at = random.below(10);
      buckets[at] = (buckets[at] ?? 0) + 1;
    }
    expect(Math.min(...buckets)).toBeGreaterThan(850);
    expect(Math.max(...buckets)).toBeLessThan(1150);
  });
});
