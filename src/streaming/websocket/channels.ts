/**
 * Streams over a WebSocket: each message begins with the number of its channel. In base64 the number is a digit, and the rest is base64.
 * Since v5, a client ends a channel with the bytes 255 and its number.
 * After k8s.io/streaming/pkg/httpstream/wsstream/conn.go.
 */
import { Duplex } from 'node:stream';
import type { Connection } from '../upgrade';
import { WebSocket } from './web-socket';

const CLOSE_SIGNAL = 255;
const DIGIT_ZERO = 0x30;

export const isBase64 = (protocol: string): boolean => protocol.includes('base64.');
const hasCloseSignal = (protocol: string): boolean => protocol.startsWith('v5.');

/** What the server may do with a channel; what it may not is dropped. */
export type Direction = 'read' | 'write' | 'both' | 'ignore';

class Channel extends Duplex {
  #hasEnded = false;

  constructor(
    private readonly channels: Channels,
    private readonly number: number,
    private readonly direction: Direction,
  ) {
    super();
    // An empty one counts as there.
    if (direction === 'write' || direction === 'ignore') this.receiveEnd();
    this.on('error', () => undefined);
  }

  receive(bytes: Buffer): void {
    if (this.#hasEnded || this.direction === 'ignore') return;
    if (bytes.length > 0 && !this.push(bytes)) this.channels.webSocket.slowReaders.add(this);
  }

  receiveEnd(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.push(null);
  }

  override _read(): void {
    this.channels.webSocket.slowReaders.remove(this);
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.direction === 'read' || this.direction === 'ignore') done();
    else this.channels.send(this.number, bytes, done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.channels.webSocket.slowReaders.remove(this);
    done(error);
  }
}

export class Channels {
  readonly webSocket: WebSocket;
  readonly streams: readonly Duplex[];
  readonly #channels: readonly Channel[];
  readonly #protocol: string;

  constructor(connection: Connection, protocol: string, directions: readonly Direction[]) {
    this.#protocol = protocol;
    const early: Buffer[] = [];
    let receive = (payload: Buffer): void => void early.push(payload);
    this.webSocket = new WebSocket(connection, false, (payload) => receive(payload));
    this.#channels = directions.map((direction, number) => new Channel(this, number, direction));
    this.streams = this.#channels;
    receive = (payload) => this.#receive(payload);
    early.forEach(receive);
    void this.webSocket.closed.then(() => this.#channels.forEach((channel) => channel.receiveEnd()));
  }

  send(number: number, bytes: Uint8Array, done: () => void): void {
    if (isBase64(this.#protocol)) this.webSocket.send(Buffer.from(`${number}${Buffer.from(bytes).toString('base64')}`), true, done);
    else this.webSocket.send(Buffer.concat([Buffer.from([number]), bytes]), false, done);
  }

  #receive(payload: Buffer): void {
    const [first, second = 0] = payload;
    if (first === undefined) return;
    if (first === CLOSE_SIGNAL && hasCloseSignal(this.#protocol)) {
      if (payload.length === 2 && second < this.#channels.length) this.#channels[second]?.receiveEnd();
      else this.webSocket.close();
      return;
    }
    const data = payload.subarray(1);
    if (isBase64(this.#protocol)) this.#channels[first - DIGIT_ZERO]?.receive(Buffer.from(data.toString('latin1'), 'base64'));
    else this.#channels[first]?.receive(data);
  }
}
