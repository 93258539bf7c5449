/** A response -> head and data of a stream, as Go writes them. Upstream: writeChunk of golang.org/x/net/http2/server.go, encodeHeaders of write.go */
import { Writable } from 'node:stream';
import type { ApiResponse } from '../../api/http';
import { httpDate } from '../../golang/http-date';
import { acceptedAll } from '../accepted';
import { pumpStream, type OpenStream } from '../stream-pump';
import type { Field } from './hpack-table';
import type { Http2Stream } from './http2-stream';

/** What a handler of Go holds back before it gives up knowing the length. */
const BUFFERED = 4096;
/** What belongs to a connection of HTTP/1, and what is written in a place of its own. */
const NOT_COPIED = new Set(['connection', 'content-length', 'date', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

export interface Writing {
  /** The answer to HEAD is the head of the answer to GET. */
  readonly headOnly: boolean;
  readonly opened: (stream: OpenStream) => void;
}

/** Resolves when all of it is on its way, or the stream is closed. */
export async function respond(stream: Http2Stream, response: ApiResponse, { headOnly, opened }: Writing): Promise<void> {
  const { status, parts, stream: source } = response;
  const hasBody = status !== 204 && status !== 304;
  if (!headOnly && hasBody && (parts !== undefined || source !== undefined)) {
    stream.head(headOf(response), false);
    const writable = new StreamWritable(stream);
    if (source !== undefined) await pump(writable, source, opened);
    else if (parts !== undefined) await writeParts(writable, parts);
    if (!writable.destroyed) writable.end();
    return;
  }
  const body = typeof response.body === 'string' ? Buffer.from(response.body) : response.body;
  const length = headOnly ? Number(response.headers['Content-Length'] ?? body.length) : body.length;
  const isShort = length <= BUFFERED && source === undefined && parts === undefined;
  const bodiless = headOnly || !hasBody || body.length === 0;
  stream.head(headOf(response, isShort && hasBody ? String(length) : undefined), bodiless);
  if (bodiless) return;
  if (isShort) {
    stream.data(body, true);
    return;
  }
  await new Promise<void>((resolve) => stream.data(body, false, resolve));
  stream.data(new Uint8Array(), true);
}

async function writeParts(writable: Writable, parts: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const part of parts) {
    if (writable.destroyed) return;
    await acceptedAll(writable, [part]);
  }
}

async function pump(writable: Writable, source: NonNullable<ApiResponse['stream']>, opened: (stream: OpenStream) => void): Promise<void> {
  const open = pumpStream(writable, source, { frame: (part) => [part] });
  opened(open);
  await open.done;
}

/** The bytes of a text, one character each. */
const octets = (text: string): string => (Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString('latin1'));

function headOf({ status, headers }: ApiResponse, length?: string): readonly Field[] {
  const fields: Field[] = [[':status', String(status)]];
  for (const [name, values] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (NOT_COPIED.has(lower)) continue;
    if (typeof values === 'string') fields.push([lower, octets(values)]);
    else for (const value of values) fields.push([lower, octets(value)]);
  }
  if (length !== undefined) fields.push(['content-length', length]);
  fields.push(['date', httpDate()]);
  return fields;
}

/** A stream that is written as a socket is, no faster than its peer reads it. */
class StreamWritable extends Writable {
  readonly #stream: Http2Stream;

  constructor(stream: Http2Stream) {
    super({ decodeStrings: true });
    this.#stream = stream;
    stream.onClose = () => this.destroy();
    if (stream.isClosed) this.destroy();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#stream.data(chunk, false, done);
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: () => void): void {
    this.#stream.data(Buffer.concat(chunks.map(({ chunk }) => chunk)), false, done);
  }

  override _final(done: () => void): void {
    this.#stream.data(new Uint8Array(), true, done);
  }
}
