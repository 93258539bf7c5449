/** Pauses a connection while something of what it carries is not read, because its protocol has no other way to slow the peer. */
import type { Duplex } from 'node:stream';

export class SlowReaders {
  readonly #socket: Duplex;
  readonly #waiting = new Set<object>();

  constructor(socket: Duplex) {
    this.#socket = socket;
  }

  /** Says that the reader has enough for now. */
  add(reader: object): void {
    this.#waiting.add(reader);
    this.#socket.pause();
  }

  /** Says that it takes more, or nothing at all any longer. */
  remove(reader: object): void {
    if (this.#waiting.delete(reader) && this.#waiting.size === 0) this.#socket.resume();
  }
}
