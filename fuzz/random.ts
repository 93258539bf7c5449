/**
 * Numbers that look random and are the same for the same seed: sfc32, seeded through splitmix32. A case has a generator of its
 * own, so that it can be made again without those before it.
 */
const MULTIPLIERS = [0x21f0aaad, 0x735a2d97] as const;

/** One step of splitmix32: neighbouring seeds give unrelated states. */
function mixed(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), MULTIPLIERS[0]);
  const second = Math.imul(first ^ (first >>> 15), MULTIPLIERS[1]);
  return (second ^ (second >>> 15)) >>> 0;
}

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(...seeds: readonly number[]) {
    const start = seeds.reduce((state, seed) => mixed((state + mixed(seed + 0x9e3779b9)) | 0), 0);
    [this.#a, this.#b, this.#c] = [mixed(start + 1), mixed(start + 2), mixed(start + 3)];
    for (let round = 0; round < 8; round += 1) this.next();
  }

  /** A whole number from 0 to 2^32 - 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    return Math.floor((this.next() / 2 ** 32) * below);
  }

  /** Reports true once in so many times. */
  once(inSoMany: number): boolean {
    return this.below(inSoMany) === 0;
  }

  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new Error('there is nothing to pick from');
    return from[this.below(from.length)] as T;
  }

  /** Small numbers far more often than large ones, up to `most`. */
  skewed(most: number): number {
    return this.below(2 ** this.below(Math.floor(Math.log2(most)) + 1)) % (most + 1);
  }

  bytes(count: number): Buffer {
    const bytes = Buffer.alloc(count);
    for (let at = 0; at < count; at += 1) bytes[at] = this.below(256);
    return bytes;
  }
}
