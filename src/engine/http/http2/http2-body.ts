/**
 * The body of a request over HTTP/2, as far as its window lets it come before a handler asks for it. What is read of it opens the window again.
 * Upstream: requestBody of golang.org/x/net/http2/server.go, pipe.go
 */
import type { IncomingBody } from '../../api/http';
import { BODY_MILLISECONDS } from '../time-limits';

export class Http2Body implements IncomingBody {
  readonly #onFirstRead: () => void;
  readonly #onRead: (length: number) => void;
  readonly #chunks: Uint8Array[] = [];
  #waiting: Buffer[] = [];
  #waitingLength = 0;
  #begun = false;
  /** Why nothing more comes; empty at its end. */
  #over: string | undefined;
  #wake: () => void = () => undefined;
  failure: string | undefined;
  /** Whether it did not come in time. */
  isLate = false;

  constructor(onFirstRead: () => void, onRead: (length: number) => void) {
    this.#onFirstRead = onFirstRead;
    this.#onRead = onRead;
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }

  /** Reports whether it is taken. */
  add(data: Buffer): boolean {
    if (this.#over !== undefined) return false;
    if (data.length === 0) return true;
    this.#waiting.push(data);
    this.#waitingLength += data.length;
    this.#wake();
    return true;
  }

  end(why = ''): void {
    this.#over ??= why;
    this.#wake();
  }

  /** Drops what waits and what is still to come; returns how much waited. */
  drop(): number {
    const length = this.#waitingLength;
    this.#waiting = [];
    this.#waitingLength = 0;
    this.end('body closed by handler');
    return length;
  }

  async read(atMost: number): Promise<void> {
    if (!this.#begun) this.#onFirstRead();
    this.#begun = true;
    let left = this.#take(atMost);
    if (left > 0 && this.#over === undefined) {
      const timer = setTimeout(() => {
        this.isLate = true;
        this.end('unexpected EOF');
      }, BODY_MILLISECONDS);
      while (left > 0 && this.#over === undefined) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
        left = this.#take(left);
      }
      clearTimeout(timer);
    }
    if (left > 0 && this.#over !== '') this.failure = this.#over;
  }

  /** Takes what waits, at most so much; returns how much of that is left to take. */
  #take(atMost: number): number {
    let left = atMost;
    for (let chunk = this.#waiting.shift(); chunk !== undefined; chunk = left > 0 ? this.#waiting.shift() : undefined) {
      const taken = chunk.subarray(0, left);
      if (taken.length < chunk.length) this.#waiting.unshift(chunk.subarray(left));
      this.#waitingLength -= taken.length;
      left -= taken.length;
      this.#chunks.push(taken);
      this.#onRead(taken.length);
    }
    return left;
  }
}
