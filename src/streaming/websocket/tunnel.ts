/**
 * Bytes in the messages of a WebSocket: how newer clients carry SPDY (subprotocol `SPDY/3.1+portforward.k8s.io`).
 * After k8s.io/client-go/tools/portforward/tunneling_connection.go.
 */
import { Duplex } from 'node:stream';
import type { Connection } from '../upgrade';
import { WebSocket } from './web-socket';

export const TUNNEL_PREFIX = 'SPDY/3.1+';
export const isTunnel = (protocol: string): boolean => protocol.startsWith(TUNNEL_PREFIX) && protocol.endsWith('.k8s.io');

export class Tunnel extends Duplex {
  readonly #webSocket: WebSocket;

  constructor(connection: Connection, isClient: boolean) {
    super();
    this.#webSocket = new WebSocket(connection, isClient, (payload) => {
      if (payload.length > 0 && !this.readableEnded && !this.push(payload)) this.#webSocket.slowReaders.add(this);
    });
    void this.#webSocket.closed.then(() => {
      this.push(null);
      this.end();
    });
    this.on('error', () => undefined);
  }

  override _read(): void {
    this.#webSocket.slowReaders.remove(this);
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#webSocket.send(bytes, false, done);
  }

  override _final(done: () => void): void {
    this.#webSocket.close();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#webSocket.slowReaders.remove(this);
    this.#webSocket.close();
    done(error);
  }
}
