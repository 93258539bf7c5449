/** The frames that a server of HTTP/2 sends, each in words, with what differs from run to run masked. */
import { FLAG, HEAD_BYTES, TYPE } from '../../engine/http/http2/frames';
import { HpackDecoder } from '../../engine/http/http2/hpack-decoder';

export interface FramePart {
  readonly stream: number;
  readonly text: string;
  readonly endsStream: boolean;
}

const MAX_TEXT = 1 << 20;
const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(TYPE).map(([name, type]) => [type, name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()]),
);

export class FrameParts {
  readonly #decoder = new HpackDecoder(MAX_TEXT);
  readonly #found: (frame: FramePart) => void;
  #waiting: Buffer = Buffer.alloc(0);

  constructor(found: (frame: FramePart) => void) {
    this.#found = found;
  }

  add(chunk: Buffer): void {
    this.#waiting = Buffer.concat([this.#waiting, chunk]);
    while (this.#waiting.length >= HEAD_BYTES) {
      const end = HEAD_BYTES + this.#waiting.readUIntBE(0, 3);
      if (this.#waiting.length < end) return;
      const frame = this.#waiting.subarray(0, end);
      this.#waiting = this.#waiting.subarray(end);
      this.#found(this.#describe(frame));
    }
  }

  #describe(frame: Buffer): FramePart {
    const [type, flags, stream, payload] = [frame[3] ?? 0, frame[4] ?? 0, frame.readUInt32BE(5), frame.subarray(HEAD_BYTES)];
    const canEnd = type === TYPE.headers || type === TYPE.data;
    const isEnd = canEnd && (flags & FLAG.endStream) !== 0;
    const marks = [...(isEnd ? ['END_STREAM'] : []), ...(!canEnd && (flags & FLAG.ack) !== 0 ? ['ACK'] : [])];
    const text = [String(stream), NAMES.get(type) ?? String(type), ...marks, this.#said(type, payload)].filter((part) => part !== '').join(' ');
    return { stream, text: masked(text), endsStream: isEnd || type === TYPE.reset };
  }

  #said(type: number, payload: Buffer): string {
    switch (type) {
      case TYPE.settings:
        return Array.from({ length: payload.length / 6 }, (_, at) => `${payload.readUInt16BE(6 * at)}=${payload.readUInt32BE(6 * at + 2)}`).join(' ');
      case TYPE.windowUpdate:
      case TYPE.reset:
        return String(payload.readUInt32BE());
      case TYPE.goAway:
        return `last=${payload.readUInt32BE()} code=${payload.readUInt32BE(4)} ${payload.toString('latin1', 8)}`.trimEnd();
      case TYPE.headers:
        return this.#fields(payload);
      case TYPE.data:
        return JSON.stringify(payload.toString('utf8'));
      default:
        return payload.toString('hex');
    }
  }

  #fields(block: Buffer): string {
    const lines: string[] = [];
    this.#decoder.write(block, ([name, value]) => {
      if (!name.startsWith('x-kubernetes-pf-')) lines.push(`${name}: ${name === 'date' ? '<time>' : name === 'audit-id' ? '<uid>' : value}`);
    });
    this.#decoder.close();
    return lines.join(', ');
  }
}

const masked = (text: string): string => text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<time>');
