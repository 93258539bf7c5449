/** Frames over a TLS connection -> all frames that come back, in words, until the server ends it or has answered a last request. */
import { connect, type TLSSocket } from 'node:tls';
import { FrameParts, type FramePart } from './http2-frames';

/** Bytes in hexadecimal digits, or such that come several times; or the number of a stream, whose end is waited for. */
export type Http2Part = string | { readonly repeat: string; readonly times: number } | number;

export interface Http2Case {
  readonly name: string;
  readonly sent: readonly Http2Part[];
  /** The client ends its side after that; else a last request follows, which shows whether the connection goes on. */
  readonly ends?: boolean;
}

export interface RecordedHttp2Case extends Http2Case {
  /** The one answer, or those that a real server gives by turns: the frames of the connection, then those of each stream. */
  readonly answers: readonly (readonly string[])[];
}

export interface Http2Recording {
  readonly recordedFrom: string;
  /** The last request of each case, in hexadecimal digits. */
  readonly last: string;
  readonly cases: readonly RecordedHttp2Case[];
}

/** The stream of the last request, which comes after all others. */
const LAST_STREAM = 0x7fff_fffd;
const QUIET_MILLISECONDS = 200;
/** Settings. The window of the connection follows when the client has begun. */
const GREETING_FRAMES = 1;

export interface Http2Settings {
  /** The last request, as a frame. */
  readonly last: Buffer;
  readonly patience?: number;
}

class Exchange {
  readonly #socket: TLSSocket;
  readonly #frames: FramePart[] = [];
  #isClosed = false;
  #wake: () => void = () => undefined;

  constructor(host: string, port: number) {
    this.#socket = connect({ host, port, rejectUnauthorized: false, ALPNProtocols: ['h2'] });
    const parts = new FrameParts((frame) => {
      this.#frames.push(frame);
      this.#wake();
    });
    this.#socket.on('data', (chunk: Buffer) => parts.add(chunk));
    // A server that refuses early may reset the connection while the client still sends.
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  /** Waits until the server has said what it takes, which it does before it reads. */
  async greeting(): Promise<void> {
    while (!this.#isClosed && this.#frames.length < GREETING_FRAMES) await this.#next();
  }

  /** Waits until a stream has ended or the connection has. */
  async streamEnd(stream: number): Promise<void> {
    while (!this.#isClosed && !this.#frames.some((frame) => frame.stream === stream && frame.endsStream)) await this.#next();
  }

  write(bytes: Buffer): void {
    if (!this.#isClosed) this.#socket.write(bytes);
  }

  async end(): Promise<void> {
    this.#socket.end();
    while (!this.#isClosed) await this.#next();
  }

  /** Waits until nothing more comes. */
  async quiet(): Promise<void> {
    for (let before = -1; !this.#isClosed && before < this.#frames.length;) {
      before = this.#frames.length;
      await Promise.race([this.#next(), new Promise((resolve) => setTimeout(resolve, QUIET_MILLISECONDS))]);
    }
  }

  close(): readonly string[] {
    const closed = this.#isClosed;
    this.#socket.destroy();
    const streams = [...new Set(this.#frames.map(({ stream }) => stream))].sort((a, b) => a - b);
    const lines = streams.flatMap((stream) => this.#frames.filter((frame) => frame.stream === stream).map(({ text }) => text));
    return [...lines, closed ? 'the connection is closed' : 'the connection goes on'];
  }

  #next(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}

const bytesOf = (part: Exclude<Http2Part, number>): Buffer => Buffer.from(typeof part === 'string' ? part : part.repeat.repeat(part.times), 'hex');

export async function exchangeFrames(
  host: string,
  port: number,
  { sent, ends = false }: Http2Case,
  { last, patience = 10_000 }: Http2Settings,
): Promise<readonly string[]> {
  const exchange = new Exchange(host, port);
  const converse = async (): Promise<boolean> => {
    await exchange.greeting();
    for (const part of sent) {
      if (typeof part === 'number') await exchange.streamEnd(part);
      else exchange.write(bytesOf(part));
    }
    if (ends) await exchange.end();
    else {
      exchange.write(last);
      await exchange.streamEnd(LAST_STREAM);
      await exchange.quiet();
    }
    return true;
  };
  const done = await Promise.race([converse(), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), patience).unref())]);
  const answer = exchange.close();
  if (!done) throw new Error(`the server did not end within ${patience} ms; it answered\n${answer.join('\n')}`);
  return answer;
}
