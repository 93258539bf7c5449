/**
 * Response -> bytes of HTTP/1.1, as Go's net/http writes them: the headers as given, then Date and the framing. A short body
 * has its length announced, a longer one goes out in chunks.
 */
import { STATUS_CODES } from 'node:http';
import type { Writable } from 'node:stream';
import type { ApiResponse } from '../api/http';
import { accepted, acceptedAll } from './accepted';
import { pumpStream, type OpenStream } from './stream-pump';

/** What the transport decides, whatever the response says. */
const FRAMING = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);
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
  readonly keepAlive: boolean;
  readonly chunks: boolean;
}

const line = (name: string, value: string): string => `${name}: ${value}\r\n`;
const hasBody = (status: number): boolean => status >= 200 && status !== 204 && status !== 304;

function head(response: ApiResponse, framing: readonly string[]): string {
  const { status, headers } = response;
  const given = Object.entries(headers)
    .filter(([name]) => !FRAMING.has(name.toLowerCase()))
    .flatMap(([name, values]) => [values].flat().map((value) => line(name, value)));
  return [
    `HTTP/1.1 ${status} ${NAMES[status] ?? STATUS_CODES[status] ?? `status code ${status}`}\r\n`,
    ...given,
    line('Date', new Date().toUTCString()),
    ...framing,
    '\r\n',
  ].join('');
}

/** Resolves when the socket has room for the next answer; a long body is written no faster than the peer reads it. */
export async function writeResponse(socket: Writable, response: ApiResponse, framing: Framing): Promise<void> {
  if (response.parts !== undefined && !framing.headOnly) await writeParts(socket, response, response.parts, framing);
  else await writeWhole(socket, response, framing);
}

async function writeWhole(socket: Writable, response: ApiResponse, { headOnly, keepAlive, chunks }: Framing): Promise<void> {
  const body = Buffer.from(response.body);
  const close = keepAlive ? [] : [line('Connection', 'close')];
  if (!hasBody(response.status)) {
    await accepted(socket, Buffer.from(head(response, close)));
    return;
  }
  const chunked = body.length > BUFFERED && chunks;
  const lengthKnown = body.length <= BUFFERED || (!chunks && keepAlive);
  const framing = [
    ...(lengthKnown ? [line('Content-Length', String(body.length))] : []),
    ...close,
    ...(chunked && !headOnly ? [line('Transfer-Encoding', 'chunked')] : []),
  ];
  const start = Buffer.from(head(response, framing));
  const rest = headOnly ? [] : chunked ? [...chunk(body), LAST_CHUNK] : [body];
  await acceptedAll(socket, [start, ...rest]);
}

async function writeParts(socket: Writable, response: ApiResponse, parts: AsyncIterable<Uint8Array>, { keepAlive, chunks }: Framing): Promise<void> {
  const framing = [...(keepAlive && chunks ? [] : [line('Connection', 'close')]), ...(chunks ? [line('Transfer-Encoding', 'chunked')] : [])];
  await accepted(socket, Buffer.from(head(response, framing)));
  for await (const part of parts) {
    await acceptedAll(socket, chunks ? chunk(part) : [part]);
    if (socket.destroyed) return;
  }
  if (chunks) await accepted(socket, LAST_CHUNK);
}

const chunk = (body: Uint8Array): readonly Uint8Array[] => [Buffer.from(`${body.length.toString(16)}\r\n`), body, LINE_END];
const LINE_END = Buffer.from('\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/** Writes the head at once and each part as it comes. */
export function writeStream(socket: Writable, response: ApiResponse, { headOnly, keepAlive, chunks }: Framing): OpenStream {
  const framing = [...(keepAlive && chunks ? [] : [line('Connection', 'close')]), ...(chunks ? [line('Transfer-Encoding', 'chunked')] : [])];
  socket.write(head(response, headOnly ? [] : framing));
  if (response.stream === undefined || headOnly) return { done: Promise.resolve(), end: () => undefined, interject: () => undefined };
  return pumpStream(socket, response.stream, chunks ? { frame: chunk, last: LAST_CHUNK } : { frame: (part) => [part] });
}
