/** Bytes that come in pieces, kept as one: a million pieces of one byte each take no more memory than a piece of a million. */
const FIRST_BYTES = 1024;
const NOTHING = Buffer.alloc(0);

export class GatheredBytes {
  #buffer: Buffer = NOTHING;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(piece: Uint8Array): void {
    const needed = this.#length + piece.length;
    if (needed > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, 2 * this.#buffer.length, needed));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    this.#buffer.set(piece, this.#length);
    this.#length = needed;
  }

  /** The first of them, as they are now. */
  first(length = this.#length): Uint8Array {
    return this.#buffer.subarray(0, Math.min(length, this.#length));
  }

  /** Forgets all but the first. */
  cut(length: number): void {
    this.#length = Math.min(length, this.#length);
    this.#buffer = Buffer.from(this.first());
  }
}
