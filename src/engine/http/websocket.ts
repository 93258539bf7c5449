/**
 * A connection that has become a WebSocket, on which a watch sends each event as a message. What the client sends is ignored but for
 * ping and close. After golang.org/x/net/websocket, whose close is the number alone.
 */
import { STATUS_CODES } from 'node:http';
import type { Writable } from 'node:stream';
import { CLOSE, closeFrame, frameOf, PING, PONG, TEXT, unmasked } from '../../streaming/websocket/frames';
import type { ApiResponse } from '../api/http';
import { accepted } from './accepted';
import type { ByteReader } from './byte-reader';
import { pumpStream, type OpenStream } from './stream-pump';

const FINAL = 0x80;
const NORMAL = 1000;
const PROTOCOL_ERROR = 1002;
const MAX_CONTROL_BYTES = 125;

async function bytes(reader: ByteReader, count: number): Promise<Buffer | undefined> {
  const all: Buffer[] = [];
  for (let left = count; left > 0;) {
    const some = await reader.some(left);
    if (some === undefined) return undefined;
    all.push(some);
    left -= some.length;
  }
  return Buffer.concat(all);
}

/** The payload of a control frame; of any other frame nothing, however long it is. */
async function payloadOf(reader: ByteReader, length: number, mask: Buffer): Promise<Buffer | undefined> {
  if (length <= MAX_CONTROL_BYTES) {
    const masked = await bytes(reader, length);
    return masked && unmasked(masked, mask);
  }
  for (let left = length; left > 0;) {
    const some = await reader.some(Math.min(left, 65_536));
    if (some === undefined) return undefined;
    left -= some.length;
  }
  return Buffer.alloc(0);
}

/** Reads frames until the client closes, breaks the protocol or goes away. */
async function readFrames(reader: ByteReader, write: (frame: Uint8Array) => void): Promise<void> {
  for (;;) {
    const head = await bytes(reader, 2);
    if (head === undefined) return;
    const [first = 0, second = 0] = head;
    const short = second & 0x7f;
    const extended = short === 126 ? await bytes(reader, 2) : short === 127 ? await bytes(reader, 8) : Buffer.alloc(0);
    if (extended === undefined) return;
    const length = short === 126 ? extended.readUInt16BE() : short === 127 ? Number(extended.readBigUInt64BE()) : short;
    if ((second & FINAL) === 0) {
      write(closeFrame(PROTOCOL_ERROR));
      return;
    }
    const mask = await bytes(reader, 4);
    const opcode = first & 0x0f;
    if (mask === undefined || opcode === CLOSE) return;
    const payload = await payloadOf(reader, length, mask);
    if (payload === undefined) return;
    if (opcode === PING) write(Buffer.concat(frameOf(PONG, payload)));
  }
}

const headOf = ({ status, headers }: ApiResponse): string =>
  [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`), '', ''].join('\r\n');

/** The connection ends with it. */
export async function serveWebSocket(socket: Writable, reader: ByteReader, response: ApiResponse, opened: (stream: OpenStream) => void): Promise<void> {
  await accepted(socket, Buffer.from(`${headOf(response)}${response.body.toString()}`));
  if (response.stream === undefined) return;
  const stream = pumpStream(socket, response.stream, { frame: (part) => frameOf(TEXT, part), last: closeFrame(NORMAL) });
  opened(stream);
  void readFrames(reader, (frame) => stream.interject(frame)).finally(() => stream.end());
  await stream.done;
}
