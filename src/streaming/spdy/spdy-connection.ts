/**
 * One end of a connection of SPDY/3.1 as Kubernetes' components speak it: streams with headers, without windows (moby/spdystream neither
 * sends nor obeys WINDOW_UPDATE), so that the connection itself is what slows a peer.
 * After github.com/moby/spdystream/connection.go and k8s.io/streaming/pkg/httpstream/spdy/connection.go.
 */
import type { Duplex } from 'node:stream';
import { SlowReaders } from '../slow-readers';
import { whenDrained, whenOver } from '../socket';
import {
  CANCEL,
  controlFrame,
  dataHead,
  FLAG_FIN,
  FrameReader,
  GOAWAY,
  numbers,
  PING,
  PROTOCOL_ERROR,
  RST_STREAM,
  SYN_REPLY,
  SYN_STREAM,
  type SpdyFrame,
} from './frames';
import { HeaderReader, HeaderWriter, SpdyError, type SpdyHeaders } from './header-blocks';
import { SpdyStream, type StreamOutput } from './spdy-stream';

const ID_MASK = 0x7fffffff;
const OK = 0;

export class SpdyConnection implements StreamOutput {
  /** Resolves when the connection is closed. */
  readonly closed: Promise<void>;
  readonly slowReaders: SlowReaders;
  readonly #socket: Duplex;
  readonly #isServer: boolean;
  readonly #onStream: (stream: SpdyStream) => void;
  readonly #streams = new Map<number, SpdyStream>();
  readonly #frames = new FrameReader();
  readonly #reader = new HeaderReader();
  readonly #writer = new HeaderWriter();
  #nextId: number;
  #lastReceived = 0;
  #isGoingAway = false;

  /** `head` is what of the connection was read with the request that led to it. A stream that `onStream` destroys is refused. */
  constructor(socket: Duplex, head: Uint8Array, isServer: boolean, onStream: (stream: SpdyStream) => void = (stream) => stream.destroy()) {
    this.#socket = socket;
    this.#isServer = isServer;
    this.#onStream = onStream;
    this.#nextId = isServer ? 2 : 1;
    this.slowReaders = new SlowReaders(socket);
    this.closed = whenOver(socket, () => {
      for (const stream of this.#streams.values()) stream.lost();
    });
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    if (head.length > 0) this.#read(Buffer.from(head));
    socket.resume();
  }

  /** Resolves when the peer has accepted the stream. */
  async createStream(headers: SpdyHeaders): Promise<SpdyStream> {
    const id = this.#nextId;
    this.#nextId += 2;
    const stream = new SpdyStream(id, headers, this);
    this.#streams.set(id, stream);
    this.#write(controlFrame(SYN_STREAM, Buffer.concat([numbers(id, 0), Buffer.alloc(2), this.#writer.block(headers)])));
    await stream.accepted;
    return stream;
  }

  /** Ends all streams that are open, says that no more are taken, and closes. */
  close(): void {
    if (this.#isGoingAway) return;
    this.#isGoingAway = true;
    for (const stream of [...this.#streams.values()]) stream.destroy();
    this.#write(controlFrame(GOAWAY, numbers(this.#lastReceived, OK)));
    this.#socket.end();
  }

  writeData(id: number, bytes: Uint8Array, isEnd: boolean, done: () => void): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) {
      done();
      return;
    }
    this.#socket.cork();
    this.#socket.write(dataHead(id, bytes.length, isEnd ? FLAG_FIN : 0));
    if (bytes.length > 0) this.#socket.write(bytes);
    this.#socket.uncork();
    whenDrained(this.#socket, done);
  }

  forget(stream: SpdyStream, isReset: boolean): void {
    this.slowReaders.remove(stream);
    if (this.#streams.delete(stream.id) && isReset) this.#write(controlFrame(RST_STREAM, numbers(stream.id, CANCEL)));
  }

  #write(frame: Buffer): void {
    if (!this.#socket.destroyed && !this.#socket.writableEnded) this.#socket.write(frame);
  }

  #read(chunk: Buffer): void {
    try {
      for (const frame of this.#frames.frames(chunk)) this.#handle(frame);
    } catch (error) {
      if (!(error instanceof SpdyError) && !(error instanceof RangeError)) throw error;
      this.#socket.destroy();
    }
  }

  #handle(frame: SpdyFrame): void {
    if (frame.type === 'data') {
      this.#streams.get(frame.stream)?.receive(frame.bytes, frame.isEnd);
      return;
    }
    const { kind, flags, payload } = frame;
    const isEnd = (flags & FLAG_FIN) !== 0;
    if (kind === SYN_STREAM) this.#opened(payload, isEnd);
    else if (kind === SYN_REPLY) this.#replied(payload, isEnd);
    else if (kind === RST_STREAM) this.#streams.get(payload.readUInt32BE(0))?.lost();
    else if (kind === GOAWAY) this.#goneAway();
    else if (kind === PING && (payload.readUInt32BE(0) % 2 === 1) === this.#isServer) this.#write(controlFrame(PING, payload.subarray(0, 4)));
  }

  #opened(payload: Buffer, isEnd: boolean): void {
    const id = payload.readUInt32BE(0) & ID_MASK;
    const headers = this.#reader.fields(payload.subarray(10));
    if (this.#isGoingAway) return;
    if (id <= this.#lastReceived || (id % 2 === 1) !== this.#isServer) {
      this.#write(controlFrame(RST_STREAM, numbers(id, PROTOCOL_ERROR)));
      return;
    }
    this.#lastReceived = id;
    const stream = new SpdyStream(id, headers, this);
    this.#streams.set(id, stream);
    this.#onStream(stream);
    if (stream.destroyed) return;
    this.#write(controlFrame(SYN_REPLY, Buffer.concat([numbers(id), this.#writer.block(new Map())])));
    if (isEnd) stream.receive(Buffer.alloc(0), true);
  }

  #replied(payload: Buffer, isEnd: boolean): void {
    this.#reader.fields(payload.subarray(4));
    const stream = this.#streams.get(payload.readUInt32BE(0) & ID_MASK);
    stream?.accept();
    if (isEnd) stream?.receive(Buffer.alloc(0), true);
  }

  #goneAway(): void {
    if (this.#isGoingAway) return;
    this.#isGoingAway = true;
    this.#socket.end();
  }
}
