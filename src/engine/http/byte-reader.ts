/** Reads lines and counted bytes off a connection as they come. */
import type { Duplex } from 'node:stream';

/** How much may wait unread before the peer has to pause. */
const HIGH_WATER = 16 * 1024;
const LINE_FEED = 0x0a;
const EMPTY_LINE = '\r\n\r\n';
const NOTHING = Buffer.alloc(0);
/** As net/http reads of a body that no handler wants. */
const MAX_DISCARDED = 256 * 1024;

/** The line was longer than it may be. */
export class LineTooLong extends Error {}

/** The peer did not send in time what it began to send. */
export class TimedOut extends Error {}

export class ByteReader {
  readonly #socket: Duplex;
  readonly #onEnd: () => void;
  #waiting: Buffer = NOTHING;
  #ended = false;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;
  /** One for all that has to come in the same time: a request sets it anew, which costs less than another. */
  #timer: NodeJS.Timeout | undefined;
  #timerMilliseconds = 0;
  #isTimed = false;

  /** `onEnd` is called once, when the peer has ended its side or is gone. */
  constructor(socket: Duplex, onEnd: () => void) {
    this.#socket = socket;
    this.#onEnd = onEnd;
    socket.on('data', this.#add);
    for (const event of ['end', 'close', 'error']) socket.on(event, this.#end);
  }

  /** What waits up to the first empty line, as Latin-1; undefined where that is still to come, or long. Nothing is taken. */
  headThere(): string | undefined {
    const text = this.#waiting.toString('latin1', 0, HIGH_WATER);
    const end = text.indexOf(EMPTY_LINE) + EMPTY_LINE.length;
    if (end < EMPTY_LINE.length) return undefined;
    return end === text.length ? text : text.slice(0, end);
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

  /** Reports whether at least so many bytes wait; false when the connection ends before. */
  has(count: number): boolean | Promise<boolean> {
    return this.#waiting.length >= count || this.#atLeast(count);
  }

  /** What waits, which is at least so much unless the connection ends before; nothing is taken. */
  async peek(count: number): Promise<Buffer> {
    await this.has(count);
    return this.#waiting;
  }

  /** Takes bytes that were peeked at. */
  skip(count: number): void {
    this.#take(count);
  }

  /** Lets `read` take so long; then it throws TimedOut, and so does everything that is read later. */
  within<T>(milliseconds: number, read: () => T | Promise<T>): T | Promise<T> {
    const answer = read();
    return answer instanceof Promise ? this.#timed(milliseconds, answer) : answer;
  }

  /** A little of what still comes is dropped, the rest is left where it is. */
  discard(): void {
    this.#ended = true;
    this.#waiting = NOTHING;
    clearTimeout(this.#timer);
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
    clearTimeout(this.#timer);
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

  /** Reports whether anything more comes. */
  #more(): Promise<boolean> {
    return this.#atLeast(this.#waiting.length + 1);
  }

  #atLeast(count: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#wake = () => {
        if (this.#waiting.length >= count) resolve(true);
        else if (this.#failure !== undefined) reject(this.#failure);
        else if (this.#ended) resolve(false);
        else this.#socket.resume();
      };
      this.#wake();
    });
  }

  async #timed<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
    this.#isTimed = true;
    if (this.#timer !== undefined && this.#timerMilliseconds === milliseconds) this.#timer.refresh();
    else {
      clearTimeout(this.#timer);
      this.#timerMilliseconds = milliseconds;
      this.#timer = setTimeout(this.#onTime, milliseconds);
    }
    try {
      return await answer;
    } finally {
      this.#isTimed = false;
    }
  }

  readonly #onTime = (): void => {
    if (!this.#isTimed) return;
    this.#failure = new TimedOut();
    this.#wake();
  };
}
