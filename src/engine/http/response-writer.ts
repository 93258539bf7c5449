/**
 * Response -> bytes of HTTP/1.1, as Go's net/http writes them: the headers as given, then Date and the framing. A short body
 * has its length announced, a longer one goes out in chunks.
 */
import { STATUS_CODES } from 'node:http';
import type { Writable } from 'node:stream';
import type { ApiResponse } from '../api/http';

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

export function writeResponse(socket: Writable, response: ApiResponse, { headOnly, keepAlive, chunks }: Framing): void {
  const body = typeof response.body === 'string' ? Buffer.from(response.body) : Buffer.from(response.body);
  const close = keepAlive ? [] : [line('Connection', 'close')];
  if (!hasBody(response.status)) {
    socket.write(head(response, close));
    return;
  }
  const chunked = body.length > BUFFERED && chunks;
  const lengthKnown = body.length <= BUFFERED || (!chunks && keepAlive);
  const framing = [
    ...(lengthKnown ? [line('Content-Length', String(body.length))] : []),
    ...close,
    ...(chunked && !headOnly ? [line('Transfer-Encoding', 'chunked')] : []),
  ];
  if (headOnly) socket.write(head(response, framing));
  else if (chunked) socket.write(Buffer.concat([Buffer.from(head(response, framing)), chunk(body), LAST_CHUNK]));
  else socket.write(Buffer.concat([Buffer.from(head(response, framing)), body]));
}

const chunk = (body: Buffer): Buffer => Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')]);
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/** A stream that is being written; `end` ends it early, as a server that stops does. */
export interface OpenStream {
  readonly done: Promise<void>;
  end(): void;
}

/** Writes the head at once and each part as it comes. */
export function writeStream(socket: Writable, response: ApiResponse, { headOnly, keepAlive, chunks }: Framing): OpenStream {
  const framing = [...(keepAlive && chunks ? [] : [line('Connection', 'close')]), ...(chunks ? [line('Transfer-Encoding', 'chunked')] : [])];
  socket.write(head(response, headOnly ? [] : framing));
  if (response.stream === undefined || headOnly) return { done: Promise.resolve(), end: () => undefined };
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    if (chunks) socket.write(LAST_CHUNK);
    finish();
  };
  const cancel = response.stream.subscribe((text) => {
    if (ended || text === '') return;
    const part = Buffer.from(text);
    socket.write(chunks ? chunk(part) : part);
  }, end);
  socket.once('close', () => {
    ended = true;
    finish();
  });
  void done.then(cancel);
  return { done, end };
}
