/** Flow control: how much each side may still send. Upstream: golang.org/x/net/http2/flow.go */
import { MAX_WINDOW } from './frames';

/** What is not worth a WINDOW_UPDATE of its own. */
const LEAST_UPDATE = 4096;

/** What the peer may send. */
export class ReceiveWindow {
  #left: number;
  #returned = 0;
  readonly #atOnce: boolean;

  /** `atOnce`: the peer learns at once of everything that it may send again. */
  constructor(left: number, atOnce: boolean) {
    this.#left = left;
    this.#atOnce = atOnce;
  }

  has(length: number): boolean {
    return length <= this.#left;
  }

  take(length: number): void {
    this.#left -= length;
  }

  /** Returns what the peer is to learn of now. */
  giveBack(length: number): number {
    this.#returned += length;
    if (!this.#atOnce && this.#returned < LEAST_UPDATE && this.#returned < this.#left) return 0;
    const update = this.#returned;
    this.#left += update;
    this.#returned = 0;
    return update;
  }
}

/** What this side may send. */
export class SendWindow {
  #left: number;

  constructor(left: number) {
    this.#left = left;
  }

  get left(): number {
    return this.#left;
  }

  take(length: number): void {
    this.#left -= length;
  }

  /** Reports whether it is still a window. */
  grow(by: number): boolean {
    this.#left += by;
    return this.#left <= MAX_WINDOW;
  }
}
