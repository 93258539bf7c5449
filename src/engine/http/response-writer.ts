/**
 * Response -> bytes of HTTP/1.1, as Go's net/http writes them: the headers as given, then Date and the framing. A short body
 * has its length announced, a longer one goes out in chunks.
 */
import { STATUS_CODES } from 'node:http';
import type { Writable } from 'node:stream';
import type { ApiResponse } from '../api/http';
import { httpDate } from '../golang/http-date';
import { own } from '../golang/map';
import { remembered } from '../golang/remembered';
import { acceptedAll, acceptedAtOnce } from './accepted';
import { pumpStream, type OpenStream } from './stream-pump';

const FRAMING: ReadonlySet<string> = new Set(['content-length', 'date', 'keep-alive', 'transfer-encoding']);
/** What the transport decides, whatever the response says. */
const header = remembered((name) => ({ isFraming: FRAMING.has(name.toLowerCase()) }));
/** What net/http holds back before it gives up knowing the length. */
const BUFFERED = 2048;
/** Where Go's names of codes differ from node's. */
const NAMES: Readonly<Record<number, string>> = {
  413: 'Request Entity Too Large',
  416: 'Requested Range Not Satisfiable',
  418: "I'm a teapot",
  425: 'Too Early',
};

export interface Framing {
  /** The answer to HEAD is the head of the answer to GET. */
  readonly headOnly: boolean;
  /** Whether the connection shall go on. */
  readonly keepAlive: boolean;
  /** HTTP/1.0 knows no chunks; an answer says so when the connection goes on, not when it ends. */
  readonly protocol: 'HTTP/1.0' | 'HTTP/1.1';
}

const line = (name: string, value: string): string => `${name}: ${value}\r\n`;
const hasBody = (status: number): boolean => status >= 200 && status !== 204 && status !== 304;

const CODES: ReadonlyMap<number, string> = new Map(
  [...Object.entries(STATUS_CODES), ...Object.entries(NAMES)].map(([code, name]) => [Number(code), `${code} ${name ?? ''}\r\n`]),
);

function head({ status, headers }: ApiResponse, { protocol, keepAlive }: Framing, length: string, coding: string): string {
  let text = `${protocol} ${CODES.get(status) ?? `${status} status code ${status}\r\n`}`;
  for (const name of Object.keys(headers)) {
    const values = header(name).isFraming ? [] : (own(headers, name) ?? []);
    if (typeof values === 'string') text += line(name, values);
    else for (const value of values) text += line(name, value);
  }
  const saysConnection = (protocol === 'HTTP/1.0') === keepAlive && headers['Connection'] === undefined;
  return `${text}${line('Date', httpDate())}${length}${saysConnection ? line('Connection', keepAlive ? 'keep-alive' : 'close') : ''}${coding}\r\n`;
}

const CHUNKED = line('Transfer-Encoding', 'chunked');

/**
 * Reports whether the connection may go on. Waits until the socket has room for the next answer, which it mostly has; a long body is
 * written no faster than the peer reads it.
 */
export function writeResponse(socket: Writable, response: ApiResponse, framing: Framing): boolean | Promise<boolean> {
  return response.parts !== undefined && !framing.headOnly ? writeParts(socket, response, response.parts, framing) : writeWhole(socket, response, framing);
}

function writeWhole(socket: Writable, response: ApiResponse, framing: Framing): boolean | Promise<boolean> {
  const { headOnly, protocol } = framing;
  const { body, headers } = response;
  // Of HEAD it is that of the body which the client does not get.
  const length = headOnly ? Number(headers['Content-Length'] ?? body.length) : Buffer.byteLength(body);
  const bodiless = !hasBody(response.status);
  const lengthKnown = length <= BUFFERED && !bodiless;
  const chunks = protocol === 'HTTP/1.1';
  const keepAlive = framing.keepAlive && (chunks || headOnly || bodiless || lengthKnown);
  const chunked = chunks && !headOnly && !bodiless && !lengthKnown;
  const announced = lengthKnown ? line('Content-Length', String(length)) : '';
  const start = head(response, { headOnly, keepAlive, protocol }, announced, chunked ? CHUNKED : '');
  const written = headOnly || bodiless ? '' : body;
  const waiting =
    length <= BUFFERED || written === ''
      ? acceptedAtOnce(socket, joined(start, written))
      : acceptedAll(socket, [Buffer.from(start), ...(chunked ? [...chunk(bytesOf(written)), LAST_CHUNK] : [bytesOf(written)])]);
  return waiting === undefined ? keepAlive : waiting.then(() => keepAlive);
}

const joined = (start: string, body: string | Uint8Array): Uint8Array =>
  typeof body === 'string' ? Buffer.from(start + body) : Buffer.concat([Buffer.from(start), body]);
const bytesOf = (body: string | Uint8Array): Uint8Array => (typeof body === 'string' ? Buffer.from(body) : body);

/** The head goes out with the first part, and the end with the last. */
async function writeParts(socket: Writable, response: ApiResponse, parts: AsyncIterable<Uint8Array>, framing: Framing): Promise<boolean> {
  const chunks = framing.protocol === 'HTTP/1.1';
  const keepAlive = framing.keepAlive && chunks;
  let pieces: Uint8Array[] = [Buffer.from(head(response, { ...framing, keepAlive }, '', chunks ? CHUNKED : ''))];
  for await (const part of parts) {
    if (pieces.length > 1) {
      await acceptedAll(socket, pieces);
      pieces = [];
    }
    if (socket.destroyed) return false;
    pieces.push(...(chunks ? chunk(part) : [part]));
  }
  await acceptedAll(socket, chunks ? [...pieces, LAST_CHUNK] : pieces);
  return keepAlive;
}

const chunk = (body: Uint8Array): readonly Uint8Array[] => [Buffer.from(`${body.length.toString(16)}\r\n`), body, LINE_END];
const LINE_END = Buffer.from('\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/** Writes the head at once and each part as it comes. */
export function writeStream(socket: Writable, response: ApiResponse, framing: Framing): OpenStream {
  const chunks = framing.protocol === 'HTTP/1.1';
  const { headOnly, keepAlive } = framing;
  socket.write(head(response, { ...framing, keepAlive: keepAlive && chunks }, '', chunks && !headOnly ? CHUNKED : ''));
  if (response.stream === undefined || headOnly) return { done: Promise.resolve(), end: () => undefined, interject: () => undefined };
  return pumpStream(socket, response.stream, chunks ? { frame: chunk, last: LAST_CHUNK } : { frame: (part) => [part] });
}
