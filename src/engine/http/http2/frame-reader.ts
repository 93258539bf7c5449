/**
 * Bytes as they come -> frames. Cost is proportional to the bytes, however small the pieces are in which they come.
 * Upstream: ReadFrame of golang.org/x/net/http2/frame.go
 */
import type { Version } from '../../versions';
import { CODE, ConnectionError, FLAG, HEAD_BYTES, MAX_WINDOW, PREFACE, TYPE } from './frames';
import { parseFrame, type Frame, type RawFrame } from './parse-frame';

/** The client does not begin as HTTP/2 begins. */
export class WrongPreface extends Error {}

export class FrameReader {
  readonly #maxFrameSize: number;
  readonly #version: Version;
  readonly #onPreface: () => void;
  #pieces: Buffer[] = [];
  #length = 0;
  /** What has to be there before anything can be read. */
  #needed = PREFACE.length;
  #hasPreface = false;
  /** The stream whose block of headers goes on. */
  #headersOf = 0;

  /** `onPreface` is called once, when the client has begun as it has to. */
  constructor(maxFrameSize: number, version: Version, onPreface: () => void) {
    this.#maxFrameSize = maxFrameSize;
    this.#version = version;
    this.#onPreface = onPreface;
  }

  /** Gives every frame that is now whole to `take`, or what is wrong with it to `fail`, until one of them reports false. */
  add(piece: Buffer, take: (frame: Frame) => boolean, fail: (error: unknown) => boolean): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length < this.#needed) return;
    const bytes = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces, this.#length);
    let at = this.#preface(bytes);
    for (;;) {
      this.#needed = at + HEAD_BYTES;
      if (bytes.length < this.#needed) break;
      const length = bytes.readUIntBE(at, 3);
      const [type, flags, stream] = [bytes[at + 3] ?? 0, bytes[at + 4] ?? 0, bytes.readUInt32BE(at + 5) & MAX_WINDOW];
      if (length > this.#maxFrameSize) throw new ConnectionError(CODE.frameSize);
      this.#checkOrder(type, stream);
      this.#needed += length;
      if (bytes.length < this.#needed) break;
      at = this.#needed;
      if (!this.#read({ type, flags, stream, payload: bytes.subarray(at - length, at) }, take, fail)) break;
    }
    this.#pieces = at === bytes.length ? [] : [bytes.subarray(at)];
    this.#length = bytes.length - at;
    this.#needed -= at;
  }

  #read(raw: RawFrame, take: (frame: Frame) => boolean, fail: (error: unknown) => boolean): boolean {
    const { type, flags, stream } = raw;
    const before = this.#headersOf;
    if (type === TYPE.headers || type === TYPE.continuation) this.#headersOf = (flags & FLAG.endHeaders) === 0 ? stream : 0;
    try {
      return take(this.#parsed(raw, before));
    } catch (error) {
      return fail(error);
    }
  }

  #parsed(raw: RawFrame, before: number): Frame {
    try {
      return parseFrame(raw, this.#version);
    } catch (error) {
      // Once, HEADERS that are wrong began no block.
      if (!this.#version.has('http2EmptyHeaders')) this.#headersOf = before;
      throw error;
    }
  }

  /** Returns where the frames begin. */
  #preface(bytes: Buffer): number {
    if (this.#hasPreface) return 0;
    if (!bytes.subarray(0, PREFACE.length).equals(PREFACE)) throw new WrongPreface();
    this.#hasPreface = true;
    this.#onPreface();
    return PREFACE.length;
  }

  /** A block of headers is in frames that follow each other; the head of a frame says whether that is so. */
  #checkOrder(type: number, stream: number): void {
    if (this.#headersOf === 0 ? type === TYPE.continuation : type !== TYPE.continuation || stream !== this.#headersOf) throw new ConnectionError(CODE.protocol);
  }
}
