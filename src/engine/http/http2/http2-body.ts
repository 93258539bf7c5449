/**
 * The body of a request over HTTP/2, as far as its window lets it come before a handler asks for it. What is read of it opens the window again.
 * Upstream: requestBody of golang.org/x/net/http2/server.go, pipe.go
 */
import type { IncomingBody } from '../../api/http';
import { GatheredBytes } from '../gathered-bytes';
import { BODY_MILLISECONDS } from '../time-limits';

export class Http2Body implements IncomingBody {
  readonly #onFirstRead: () => void;
  readonly #onRead: (length: number) => void;
  readonly #received = new GatheredBytes();
  #read = 0;
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
    return this.#received.first(this.#read);
  }

  /** Reports whether it is taken. */
  add(data: Buffer): boolean {
    if (this.#over !== undefined) return false;
    if (data.length === 0) return true;
    this.#received.add(data);
    this.#wake();
    return true;
  }

  end(why = ''): void {
    this.#over ??= why;
    this.#wake();
  }

  /** Drops what was not read and what is still to come; returns how much was there. */
  drop(): number {
    const length = this.#received.length - this.#read;
    if (length > 0) this.#received.cut(this.#read);
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

  /** Takes what is there, at most so much; returns how much of that is left to take. */
  #take(atMost: number): number {
    const taken = Math.min(atMost, this.#received.length - this.#read);
    if (taken === 0) return atMost;
    this.#read += taken;
    this.#onRead(taken);
    return atMost - taken;
  }
}
