/** A TLS connection that sends bytes as they are and keeps what comes back. */
import { connect, type TLSSocket } from 'node:tls';

export interface RawOptions {
  readonly port: number;
  readonly protocol?: 'http/1.1' | 'h2';
  readonly session?: Buffer;
}

export class RawConnection {
  readonly #socket: TLSSocket;
  #received: Buffer[] = [];
  #closed = false;
  #wake: () => void = () => undefined;

  private constructor(socket: TLSSocket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#received.push(chunk);
      this.#wake();
    });
    socket.on('close', () => {
      this.#closed = true;
      this.#wake();
    });
  }

  static open({ port, protocol = 'http/1.1', session }: RawOptions): Promise<RawConnection> {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: [protocol], ...(session && { session }) });
    return new Promise((resolve, reject) => {
      socket.once('secureConnect', () => resolve(new RawConnection(socket)));
      socket.once('close', () => reject(new Error('closed before it was open')));
      // What went wrong shows in what was received.
      socket.on('error', () => undefined);
    });
  }

  get protocol(): string {
    return this.#socket.alpnProtocol === false ? '' : (this.#socket.alpnProtocol ?? '');
  }

  get session(): Buffer | undefined {
    return this.#socket.getSession();
  }

  get received(): Buffer {
    if (this.#received.length > 1) this.#received = [Buffer.concat(this.#received)];
    return this.#received[0] ?? Buffer.alloc(0);
  }

  get closed(): boolean {
    return this.#closed;
  }

  forget(count: number): void {
    this.#received = [this.received.subarray(count)];
  }

  write(bytes: Uint8Array): void {
    if (!this.#closed) this.#socket.write(bytes);
  }

  /** Says that no more is sent. */
  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** Resolves to whether it came true in time: called with each piece that comes, and at the end. */
  async until(isTrue: () => boolean, milliseconds: number): Promise<boolean> {
    const late = performance.now() + milliseconds;
    while (!isTrue()) {
      const left = late - performance.now();
      if (left <= 0 || this.#closed) return isTrue();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return true;
  }
}
