/** Frames of SPDY/3 as bytes. After draft-mbelshe-httpbis-spdy-00, 2.6. */
import { SpdyError } from './header-blocks';

export const SYN_STREAM = 1;
export const SYN_REPLY = 2;
export const RST_STREAM = 3;
export const PING = 6;
export const GOAWAY = 7;

export const FLAG_FIN = 1;
/** Why a stream is reset. */
export const PROTOCOL_ERROR = 1;
export const CANCEL = 5;

const CONTROL = 0x80;
const VERSION = 3;
const HEAD_BYTES = 8;
/** Data may be as long as 24 bits say; a frame of headers need not. */
const LONGEST_CONTROL = 1024 * 1024;

export type SpdyFrame =
  | { readonly type: 'control'; readonly kind: number; readonly flags: number; readonly payload: Buffer }
  /** Some of a frame of data, as much as has come. */
  | { readonly type: 'data'; readonly stream: number; readonly bytes: Buffer; readonly isEnd: boolean };

function head(first: number, second: number, flags: number, length: number): Buffer {
  const bytes = Buffer.alloc(HEAD_BYTES);
  bytes.writeUInt16BE(first, 0);
  bytes.writeUInt16BE(second, 2);
  bytes.writeUInt32BE(length, 4);
  bytes[4] = flags;
  return bytes;
}

export const controlFrame = (kind: number, payload: Buffer, flags = 0): Buffer =>
  Buffer.concat([head((CONTROL << 8) | VERSION, kind, flags, payload.length), payload]);

export const dataHead = (stream: number, length: number, flags: number): Buffer => head(stream >>> 16, stream & 0xffff, flags, length);

export function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32BE(value, at * 4));
  return bytes;
}

/** A frame of data whose end has not come. */
interface OpenData {
  readonly stream: number;
  readonly isLast: boolean;
  left: number;
}

/** Finds frames in bytes as they come. */
export class FrameReader {
  #waiting: Buffer = Buffer.alloc(0);
  #open: OpenData | undefined;

  /** Throws SpdyError. */
  *frames(chunk: Buffer): Iterable<SpdyFrame> {
    this.#waiting = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
    for (let frame = this.#next(); frame !== undefined; frame = this.#next()) yield frame;
  }

  #next(): SpdyFrame | undefined {
    if (this.#open !== undefined) return this.#waiting.length === 0 && this.#open.left > 0 ? undefined : this.#data(this.#open);
    if (this.#waiting.length < HEAD_BYTES) return undefined;
    const flags = this.#waiting.readUInt8(4);
    const length = this.#waiting.readUIntBE(5, 3);
    const isControl = (this.#waiting.readUInt8(0) & CONTROL) !== 0;
    if (isControl) return this.#control(flags, length);
    this.#open = { stream: this.#waiting.readUInt32BE(0), isLast: (flags & FLAG_FIN) !== 0, left: length };
    this.#take(HEAD_BYTES);
    return this.#next();
  }

  #control(flags: number, length: number): SpdyFrame | undefined {
    if (length > LONGEST_CONTROL) throw new SpdyError('a control frame is too long');
    if (this.#waiting.length < HEAD_BYTES + length) return undefined;
    const kind = this.#waiting.readUInt16BE(2);
    this.#take(HEAD_BYTES);
    return { type: 'control', kind, flags, payload: this.#take(length) };
  }

  #data(open: OpenData): SpdyFrame {
    const bytes = this.#take(Math.min(open.left, this.#waiting.length));
    open.left -= bytes.length;
    if (open.left === 0) this.#open = undefined;
    return { type: 'data', stream: open.stream, bytes, isEnd: open.left === 0 && open.isLast };
  }

  #take(count: number): Buffer {
    const taken = this.#waiting.subarray(0, count);
    this.#waiting = this.#waiting.subarray(count);
    return taken;
  }
}
