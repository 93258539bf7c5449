/**
 * Bytes of HTTP/1.1 -> request. Any token is a method and the target is kept as sent, so that the stages behind see what a
 * Go server sees; node's own parser refuses methods that it does not know. After net/http readRequest and readTransfer.
 */
import type { ApiRequest } from '../api/http';
import { bare, table } from '../golang/map';
import { trim } from '../golang/trim';
import { LineTooLong, type ByteReader } from './byte-reader';

export interface IncomingRequest extends Required<Pick<ApiRequest, 'method' | 'target' | 'headers'>> {
  readonly body?: Uint8Array;
  /** Whether the connection may be used again. */
  readonly keepAlive: boolean;
  /** HTTP/1.0 knows no chunks. */
  readonly chunks: boolean;
}

/** What Go answers before any handler sees the request; the connection ends with it. */
export class MalformedRequest extends Error {
  constructor(readonly answer: string) {
    super(answer);
  }
}

/** DefaultMaxHeaderBytes and the slack that net/http leaves. */
const MAX_HEADER_BYTES = (1 << 20) + 4096;
/** MaxRequestBodyBytes of kube-apiserver: one byte more is kept, so that it can be seen that there was more. */
const KEPT_BODY_BYTES = 3 * 1024 * 1024 + 1;
const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;
const TOO_LARGE = '431 Request Header Fields Too Large';

const badRequest = (why = ''): MalformedRequest => new MalformedRequest(why === '' ? '400 Bad Request' : `400 Bad Request: ${why}`);

type Headers = Readonly<Record<string, readonly string[]>>;

/** The next request; undefined when the peer is done. `onContinue` is called when it waits for leave to send the body. */
export async function readRequest(reader: ByteReader, onContinue: () => void): Promise<IncomingRequest | undefined> {
  const lines = await headLines(reader);
  if (lines === undefined) return undefined;
  const [first = '', ...fields] = lines;
  const [method, target, protocol] = requestLine(first);
  const headers = headersOf(fields);
  const minor = protocolMinor(protocol);
  checkHost(headers, minor);
  const transferEncoding = headers['transfer-encoding'] ?? [];
  if (transferEncoding.length > 0 && transferEncoding.join().toLowerCase() !== 'chunked') throw new MalformedRequest('501 Not Implemented');
  const chunked = transferEncoding.length > 0 && minor === 1;
  const length = chunked ? undefined : contentLength(headers);
  if (chunked || (length ?? 0) > 0) {
    if (headers['expect']?.join().toLowerCase() === '100-continue') onContinue();
  }
  const body = chunked ? await chunkedBody(reader) : await countedBody(reader, length ?? 0);
  const connection = (headers['connection'] ?? []).join().toLowerCase();
  return {
    method,
    target: withoutAuthority(target),
    headers: table(Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]))),
    ...(body !== undefined && { body }),
    keepAlive: minor === 1 ? !connection.includes('close') : connection.includes('keep-alive'),
    chunks: minor === 1,
  };
}

/** The lines up to the empty one; empty lines before the first are skipped. */
async function headLines(reader: ByteReader): Promise<readonly string[] | undefined> {
  const lines: string[] = [];
  let left = MAX_HEADER_BYTES;
  try {
    for (;;) {
      const line = await reader.line(left);
      if (line === undefined) return undefined;
      if (line === '' && lines.length > 0) return lines;
      left -= line.length + 2;
      if (line !== '') lines.push(line);
    }
  } catch (error) {
    throw error instanceof LineTooLong ? new MalformedRequest(TOO_LARGE) : error;
  }
}

function requestLine(line: string): readonly [string, string, string] {
  const [, method, target, protocol] = /^(\S+) (\S*(?: \S+)*) (\S+)$/.exec(line) ?? [];
  if (method === undefined || target === undefined || protocol === undefined || !TOKEN.test(method)) throw badRequest();
  return [method, target, protocol];
}

function protocolMinor(protocol: string): 0 | 1 {
  if (protocol === 'HTTP/1.1') return 1;
  if (protocol === 'HTTP/1.0') return 0;
  throw /^HTTP\/\d\.\d$/.test(protocol) ? new MalformedRequest('505 HTTP Version Not Supported: unsupported protocol version') : badRequest();
}

function headersOf(lines: readonly string[]): Headers {
  const headers = bare<string[]>();
  let last: string[] | undefined;
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      if (last === undefined) throw badRequest();
      last.push(`${last.pop() ?? ''} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    if (colon === -1 || / $/.test(name)) throw badRequest();
    if (!TOKEN.test(name)) throw badRequest('invalid header name');
    const value = trim(line.slice(colon + 1), ' \t');
    if (CONTROL.test(value)) throw badRequest('invalid header value');
    last = headers[name.toLowerCase()] ??= [];
    last.push(value);
  }
  return headers;
}

function checkHost(headers: Headers, minor: 0 | 1): void {
  const hosts = headers['host'] ?? [];
  if (hosts.length > 1) throw badRequest('too many Host headers');
  if (minor === 1 && hosts.length === 0) throw badRequest('missing required Host header');
}

function contentLength(headers: Headers): number | undefined {
  const values = new Set(headers['content-length'] ?? []);
  const [value] = values;
  if (value === undefined) return undefined;
  if (values.size > 1 || !/^\d{1,15}$/.test(value)) throw badRequest();
  return Number(value);
}

/** `https://host/path?query` asks for the path and the query. */
const withoutAuthority = (target: string): string => target.replace(/^https?:\/\/[^/?#]*(?=([/?]|$))/i, (_, next: string) => (next === '/' ? '' : '/'));

class KeptBody {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  add(chunk: Uint8Array): void {
    const kept = chunk.subarray(0, KEPT_BODY_BYTES - this.#length);
    this.#length += kept.length;
    if (kept.length > 0) this.#chunks.push(kept);
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }
}

async function copy(reader: ByteReader, count: number, body: KeptBody): Promise<void> {
  for (let left = count; left > 0;) {
    const chunk = await reader.some(left);
    if (chunk === undefined) throw badRequest();
    left -= chunk.length;
    body.add(chunk);
  }
}

async function countedBody(reader: ByteReader, length: number): Promise<Uint8Array | undefined> {
  if (length === 0) return undefined;
  const body = new KeptBody();
  await copy(reader, length, body);
  return body.bytes();
}

/** How long a line of a chunked body may be, and how long all its trailers together: the size of a bufio.Reader. */
const MAX_CHUNK_LINE = 4096;

async function chunkedBody(reader: ByteReader): Promise<Uint8Array> {
  const body = new KeptBody();
  try {
    for (;;) {
      const size = /^([\da-f]{1,8})[ \t]*(?:;.*)?$/i.exec((await reader.line(MAX_CHUNK_LINE)) ?? '')?.[1];
      if (size === undefined) throw badRequest();
      const count = parseInt(size, 16);
      if (count === 0) break;
      await copy(reader, count, body);
      if ((await reader.line(2)) !== '') throw badRequest();
    }
    await skipTrailers(reader);
  } catch (error) {
    throw error instanceof LineTooLong ? badRequest() : error;
  }
  return body.bytes();
}

/** Trailers end with an empty line. */
async function skipTrailers(reader: ByteReader): Promise<void> {
  for (let left = MAX_CHUNK_LINE; ;) {
    const line = await reader.line(left);
    if (line === undefined) throw badRequest();
    if (line === '') return;
    left -= line.length + 2;
    if (left < 0) throw badRequest();
  }
}
