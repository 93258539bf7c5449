/** Reads lines and counted bytes off a connection as they come. */
import type { Duplex } from 'node:stream';

/** How much may wait unread before the peer is told to pause. */
const HIGH_WATER = 256 * 1024;
const LINE_FEED = 0x0a;

/** The line was longer than it may be. */
export class LineTooLong extends Error {}

export class ByteReader {
  readonly #socket: Duplex;
  #waiting: Buffer = Buffer.alloc(0);
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(socket: Duplex) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      if (this.#ended) return;
      this.#waiting = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
      if (this.#waiting.length > HIGH_WATER) socket.pause();
      this.#wake();
    });
    for (const event of ['end', 'close', 'error']) {
      socket.on(event, () => {
        this.#ended = true;
        this.#wake();
      });
    }
  }

  /** A line without its line end, as Latin-1; undefined at the end of the connection. */
  async line(limit: number): Promise<string | undefined> {
    for (let from = 0; ;) {
      const end = this.#waiting.indexOf(LINE_FEED, from);
      if ((end === -1 ? this.#waiting.length : end) > limit) throw new LineTooLong();
      if (end !== -1)
        return this.#take(end + 1)
          .toString('latin1')
          .replace(/\r?\n$/, '');
      from = this.#waiting.length;
      if (!(await this.#more())) return undefined;
    }
  }

  /** The next bytes, at least one and at most `count`; undefined at the end of the connection. */
  async some(count: number): Promise<Buffer | undefined> {
    if (this.#waiting.length === 0 && !(await this.#more())) return undefined;
    return this.#take(Math.min(count, this.#waiting.length));
  }

  /** What still comes is dropped. */
  discard(): void {
    this.#ended = true;
    this.#waiting = Buffer.alloc(0);
    this.#socket.resume();
  }

  #take(count: number): Buffer {
    const taken = this.#waiting.subarray(0, count);
    this.#waiting = this.#waiting.subarray(count);
    if (this.#waiting.length <= HIGH_WATER) this.#socket.resume();
    return taken;
  }

  async #more(): Promise<boolean> {
    const before = this.#waiting.length;
    while (this.#waiting.length === before) {
      if (this.#ended) return false;
      this.#socket.resume();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return true;
  }
}
