/** A connection that has become a WebSocket: messages in, messages out. Pings are answered; a close is answered with the end. */
import type { Duplex } from 'node:stream';
import { SlowReaders } from '../slow-readers';
import { whenDrained, whenOver } from '../socket';
import type { Connection } from '../upgrade';
import { BINARY, CLOSE, closeFrame, frameOf, MessageReader, PING, PONG, TEXT, WebSocketError } from './frames';

/** DefaultMaxPayloadBytes of golang.org/x/net/websocket. */
const LONGEST_MESSAGE = 32 * 1024 * 1024;
const NORMAL = 1000;
const PROTOCOL_BROKEN = 1002;

export class WebSocket {
  /** Resolves when the connection is closed, by whichever end. */
  readonly closed: Promise<void>;
  readonly slowReaders: SlowReaders;
  readonly #socket: Duplex;
  readonly #isClient: boolean;
  readonly #onMessage: (payload: Buffer) => void;
  readonly #reader = new MessageReader(LONGEST_MESSAGE);

  constructor({ socket, head }: Connection, isClient: boolean, onMessage: (payload: Buffer) => void) {
    this.#socket = socket;
    this.#isClient = isClient;
    this.#onMessage = onMessage;
    this.slowReaders = new SlowReaders(socket);
    this.closed = whenOver(socket);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    if (head.length > 0) this.#read(Buffer.from(head));
    socket.resume();
  }

  /** Calls `done` when there is room for more. */
  send(payload: Uint8Array, isText: boolean, done: () => void): void {
    if (this.#isOver()) {
      done();
      return;
    }
    this.#socket.cork();
    for (const piece of frameOf(isText ? TEXT : BINARY, payload, this.#isClient)) this.#socket.write(piece);
    this.#socket.uncork();
    whenDrained(this.#socket, done);
  }

  close(code = NORMAL): void {
    if (!this.#isOver()) this.#socket.end(closeFrame(code, this.#isClient));
  }

  #isOver(): boolean {
    return this.#socket.destroyed || this.#socket.writableEnded;
  }

  #read(chunk: Buffer): void {
    try {
      for (const { opcode, payload } of this.#reader.messages(chunk)) {
        if (opcode === CLOSE) this.close();
        else if (opcode === PING) this.#pong(payload);
        else if (opcode !== PONG) this.#onMessage(payload);
      }
    } catch (error) {
      if (!(error instanceof WebSocketError)) throw error;
      this.close(PROTOCOL_BROKEN);
    }
  }

  #pong(payload: Buffer): void {
    if (!this.#isOver()) this.#socket.write(Buffer.concat(frameOf(PONG, payload, this.#isClient)));
  }
}
