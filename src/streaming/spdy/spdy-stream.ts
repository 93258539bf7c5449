/** A stream of a connection of SPDY. Ending it ends one direction; destroying it resets it unless both have ended. After moby/spdystream/stream.go. */
import { Duplex } from 'node:stream';
import type { SlowReaders } from '../slow-readers';
import type { SpdyHeaders } from './header-blocks';

/** The connection, as its streams see it. */
export interface StreamOutput {
  readonly slowReaders: SlowReaders;
  writeData(id: number, bytes: Uint8Array, isEnd: boolean, done: () => void): void;
  forget(stream: SpdyStream, isReset: boolean): void;
}

export class SpdyStream extends Duplex {
  /** Resolves when the peer has accepted it, rejects when it is lost before. */
  readonly accepted: Promise<void>;
  accept: () => void = () => undefined;
  #refuse: (error: Error) => void = () => undefined;
  readonly #output: StreamOutput;
  #hasReceivedEnd = false;
  #hasSentEnd = false;
  #isLost = false;

  constructor(
    readonly id: number,
    readonly headers: SpdyHeaders,
    output: StreamOutput,
  ) {
    super();
    this.#output = output;
    this.accepted = new Promise((resolve, reject) => {
      this.accept = resolve;
      this.#refuse = reject;
    });
    this.accepted.catch(() => undefined);
    // A stream that is reset ends for its reader and its writer; that is not an error of this program.
    this.on('error', () => undefined);
  }

  /** Takes what the peer sent. */
  receive(bytes: Buffer, isEnd: boolean): void {
    if (this.#hasReceivedEnd || this.destroyed) return;
    if (bytes.length > 0 && !this.push(bytes)) this.#output.slowReaders.add(this);
    if (!isEnd) return;
    this.#hasReceivedEnd = true;
    this.push(null);
  }

  /** Ends because the peer has reset it or is gone: what has come may still be read. */
  lost(): void {
    this.#isLost = true;
    this.#refuse(new Error('Stream reset'));
    this.receive(Buffer.alloc(0), true);
    this.#output.forget(this, false);
    if (!this.writableEnded) this.end();
  }

  override _read(): void {
    this.#output.slowReaders.remove(this);
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    if (this.#isLost) done();
    else this.#output.writeData(this.id, bytes, false, done);
  }

  override _final(done: () => void): void {
    this.#hasSentEnd = true;
    if (this.#isLost) done();
    else this.#output.writeData(this.id, Buffer.alloc(0), true, done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#refuse(new Error('Stream reset'));
    this.#output.forget(this, !this.#isLost && !(this.#hasReceivedEnd && this.#hasSentEnd));
    done(error);
  }
}
