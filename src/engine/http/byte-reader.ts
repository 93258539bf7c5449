/** Reads lines and counted bytes off a connection as they come. */
import type { Duplex } from 'node:stream';

/** How much may wait unread before the peer is told to pause. */
const HIGH_WATER = 16 * 1024;
const LINE_FEED = 0x0a;
const EMPTY_LINE = '\r\n\r\n';
/** As net/http reads of a body that no handler wants. */
const MAX_DISCARDED = 256 * 1024;

/** The line was longer than it may be. */
export class LineTooLong extends Error {}

/** The peer did not send in time what it began to send. */
export class TimedOut extends Error {}

export class ByteReader {
  readonly #socket: Duplex;
  readonly #onEnd: () => void;
  #waiting: Buffer = Buffer.alloc(0);
  #ended = false;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  /** `onEnd` is called once, when the peer has ended its side or is gone. */
  constructor(socket: Duplex, onEnd: () => void) {
    this.#socket = socket;
    this.#onEnd = onEnd;
    socket.on('data', this.#add);
    for (const event of ['end', 'close', 'error']) socket.on(event, this.#end);
  }

  /** What waits up to the first empty line, as Latin-1; undefined where that is still to come. Nothing is taken. */
  headThere(): string | undefined {
    const end = this.#waiting.indexOf(EMPTY_LINE);
    return end === -1 ? undefined : this.#waiting.toString('latin1', 0, end + EMPTY_LINE.length);
  }

  /** A line with its line feed, as Latin-1; without one it is what came before the end of the connection. */
  async line(limit: number): Promise<string> {
    for (let from = 0; ;) {
      const feed = this.#waiting.indexOf(LINE_FEED, from);
      if ((feed === -1 ? this.#waiting.length : feed + 1) > limit) throw new LineTooLong();
      if (feed !== -1) return this.#take(feed + 1).toString('latin1');
      from = this.#waiting.length;
      if (!(await this.#more())) return this.#take(from).toString('latin1');
    }
  }

  /** The next bytes, at least one and at most `count`; undefined at the end of the connection. */
  async some(count: number): Promise<Buffer | undefined> {
    if (this.#waiting.length === 0 && !(await this.#more())) return undefined;
    return this.#take(Math.min(count, this.#waiting.length));
  }

  /** What waits, which is at least so much unless the connection ends before; nothing is taken. */
  async peek(count: number): Promise<Buffer> {
    while (this.#waiting.length < count && (await this.#more()));
    return this.#waiting;
  }

  /** Takes bytes that were peeked at. */
  skip(count: number): void {
    this.#take(count);
  }

  /** Lets `read` take so long; then it throws TimedOut, and so does everything that is read later. */
  async within<T>(milliseconds: number, read: () => Promise<T>): Promise<T> {
    const timer = setTimeout(() => {
      this.#failure = new TimedOut();
      this.#wake();
    }, milliseconds);
    try {
      return await read();
    } finally {
      clearTimeout(timer);
    }
  }

  /** A little of what still comes is dropped, the rest is left where it is. */
  discard(): void {
    this.#ended = true;
    this.#waiting = Buffer.alloc(0);
    let left = MAX_DISCARDED;
    this.#socket.off('data', this.#add).on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) this.#socket.pause();
    });
    this.#socket.resume();
    this.#wake();
  }

  /** Gives the socket and what was read too far to a protocol that follows. */
  release(): Buffer {
    this.#socket.off('data', this.#add);
    for (const event of ['end', 'close', 'error']) this.#socket.off(event, this.#end);
    return this.#waiting;
  }

  readonly #add = (chunk: Buffer): void => {
    this.#waiting = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
    if (this.#waiting.length > HIGH_WATER) this.#socket.pause();
    this.#wake();
  };

  readonly #end = (): void => {
    if (this.#ended) return;
    this.#ended = true;
    this.#wake();
    this.#onEnd();
  };

  #take(count: number): Buffer {
    const taken = this.#waiting.subarray(0, count);
    this.#waiting = this.#waiting.subarray(count);
    if (this.#waiting.length <= HIGH_WATER && this.#socket.isPaused()) this.#socket.resume();
    return taken;
  }

  async #more(): Promise<boolean> {
    const before = this.#waiting.length;
    while (this.#waiting.length === before) {
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#ended) return false;
      this.#socket.resume();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return true;
  }
}
