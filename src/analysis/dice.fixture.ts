/** Choices that look random and are the same in every run: policies and questions of tests. */

/** Numbers that look random and are the same in every run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Dice {
  readonly #next: () => number;
  constructor(seed: number) {
    this.#next = numbersFrom(seed);
  }
  chance(of: number): boolean {
    return this.#next() < of;
  }
  one<T>(from: readonly [T, ...T[]]): T {
    return from[Math.floor(this.#next() * from.length)] ?? from[0];
  }
  some<T>(from: readonly [T, ...T[]], most: number): T[] {
    return Array.from({ length: 1 + Math.floor(this.#next() * most) }, () => this.one(from));
  }
}
