/**
 * What goes out on a connection: frames that answer the peer's frames first, then the streams in turn. Frames of one turn of the event
 * loop go out together, and nothing of a stream is taken while the peer does not read.
 * Upstream: scheduleFrameWrite of golang.org/x/net/http2/server.go, writesched_roundrobin.go
 */
import type { Writable } from 'node:stream';
import { SLICE_BYTES } from '../accepted';

/** A stream that has something to send. */
export interface Sending {
  /** Puts the next of it into `out`. Reports whether it can go on at once. */
  sendNext(out: Output): boolean;
}

/** maxQueuedControlFrames. */
const MAX_CONTROL_FRAMES = 10_000;

export class Output {
  readonly #socket: Writable;
  readonly #sending = new Set<Sending>();
  #pieces: Uint8Array[] = [];
  #size = 0;
  #controlFrames = 0;
  #isBlocked = false;
  #isScheduled = false;
  #isClosed = false;

  constructor(socket: Writable) {
    this.#socket = socket;
    socket.on('drain', () => {
      this.#isBlocked = false;
      this.#run();
    });
  }

  /** Sends a frame as soon as possible. A peer that asks for many of them and does not read them loses the connection. */
  control(frame: Uint8Array): void {
    if (this.#isClosed) return;
    this.put(frame);
    this.#controlFrames += 1;
    if (this.#controlFrames > MAX_CONTROL_FRAMES && this.#isBlocked) this.#socket.destroy();
    else this.#schedule();
  }

  /** Lets a stream send when it is its turn. */
  await(stream: Sending): void {
    this.#sending.add(stream);
    this.#schedule();
  }

  forget(stream: Sending): void {
    this.#sending.delete(stream);
  }

  /** For a stream whose turn it is. */
  put(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.#size += bytes.length;
  }

  /** Takes nothing more; what was put is sent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#sending.clear();
    if (!this.#socket.destroyed && this.#size > 0) this.#write();
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isBlocked) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#run();
    });
  }

  #run(): void {
    while (!this.#isBlocked && !this.#isClosed && !this.#socket.destroyed) {
      this.#takeTurns();
      if (this.#size === 0) return;
      this.#write();
    }
  }

  #takeTurns(): void {
    for (const stream of this.#sending) {
      if (this.#size >= SLICE_BYTES) return;
      this.#sending.delete(stream);
      if (stream.sendNext(this)) this.#sending.add(stream);
    }
  }

  #write(): void {
    const bytes = this.#pieces.length === 1 ? (this.#pieces[0] ?? new Uint8Array()) : Buffer.concat(this.#pieces, this.#size);
    this.#pieces = [];
    this.#size = 0;
    this.#controlFrames = 0;
    this.#isBlocked = !this.#socket.write(bytes);
  }
}
