/** Frames of RFC 6455 as bytes. */
import { randomFillSync } from 'node:crypto';

export const TEXT = 1;
export const BINARY = 2;
export const CLOSE = 8;
export const PING = 9;
export const PONG = 10;

const FINAL = 0x80;
const MASKED = 0x80;
const LONGEST_CONTROL = 125;

/** The head and the payload of a frame; those of a client are masked. */
export function frameOf(opcode: number, payload: Uint8Array, isMasked = false): readonly Uint8Array[] {
  const { length } = payload;
  const size = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const head = Buffer.alloc(2 + size + (isMasked ? 4 : 0));
  head[0] = FINAL | opcode;
  head[1] = (isMasked ? MASKED : 0) | (size === 0 ? length : size === 2 ? 126 : 127);
  if (size === 2) head.writeUInt16BE(length, 2);
  if (size === 8) head.writeBigUInt64BE(BigInt(length), 2);
  if (!isMasked) return [head, payload];
  const mask = randomFillSync(head, 2 + size).subarray(2 + size);
  return [head, unmasked(payload, mask)];
}

export const closeFrame = (code: number, isMasked = false): Buffer => Buffer.concat(frameOf(CLOSE, Buffer.from([code >>> 8, code & 0xff]), isMasked));

export const unmasked = (payload: Uint8Array, mask: Uint8Array): Buffer => Buffer.from(payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)));

/** The peer breaks the protocol, or sends a message that is too long. */
export class WebSocketError extends Error {}

export interface Message {
  readonly opcode: number;
  readonly payload: Buffer;
}

interface FrameHead {
  readonly isFinal: boolean;
  readonly opcode: number;
  readonly mask: Buffer | undefined;
  readonly from: number;
  readonly length: number;
}

/** Finds messages in bytes as they come. */
export class MessageReader {
  readonly #longest: number;
  #waiting: Buffer = Buffer.alloc(0);
  /** Of a message in several frames, those that have come. */
  #fragments: Message[] = [];

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Throws WebSocketError. */
  *messages(chunk: Buffer): Iterable<Message> {
    this.#waiting = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
    for (let head = this.#head(); head !== undefined && this.#waiting.length >= head.from + head.length; head = this.#head()) {
      const message = this.#message(head);
      if (message !== undefined) yield message;
    }
  }

  #head(): FrameHead | undefined {
    const waiting = this.#waiting;
    if (waiting.length < 2) return undefined;
    const [first = 0, second = 0] = waiting;
    const short = second & 0x7f;
    const size = short < 126 ? 0 : short === 126 ? 2 : 8;
    const from = 2 + size + (second >= MASKED ? 4 : 0);
    if (waiting.length < from) return undefined;
    const length = size === 0 ? short : size === 2 ? waiting.readUInt16BE(2) : Number(waiting.readBigUInt64BE(2));
    const opcode = first & 0x0f;
    if (length > this.#longest || (opcode >= CLOSE && length > LONGEST_CONTROL)) throw new WebSocketError('a frame is too long');
    return { isFinal: first >= FINAL, opcode, mask: second >= MASKED ? waiting.subarray(from - 4, from) : undefined, from, length };
  }

  #message({ isFinal, opcode, mask, from, length }: FrameHead): Message | undefined {
    const bytes = this.#waiting.subarray(from, from + length);
    const payload = mask === undefined ? bytes : unmasked(bytes, mask);
    this.#waiting = this.#waiting.subarray(from + length);
    if (opcode >= CLOSE) return { opcode, payload };
    if (isFinal && opcode !== 0) return { opcode, payload };
    this.#fragments.push({ opcode, payload });
    if (this.#fragments.reduce((sum, one) => sum + one.payload.length, 0) > this.#longest) throw new WebSocketError('a message is too long');
    if (!isFinal) return undefined;
    const whole = { opcode: this.#fragments[0]?.opcode ?? opcode, payload: Buffer.concat(this.#fragments.map((one) => one.payload)) };
    this.#fragments = [];
    return whole;
  }
}
