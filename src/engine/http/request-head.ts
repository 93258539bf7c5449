/**
 * The head of an HTTP/1 request, as net/http reads one. Any token is a method and the target is kept as sent, so that the
 * stages behind see what a Go server sees; node's own parser refuses methods that it does not know.
 * Upstream: readRequest of net/http/request.go and server.go, ReadMIMEHeader of net/textproto/reader.go
 */
import type { ApiRequest } from '../api/http';
import { bare } from '../golang/map';
import { remembered } from '../golang/remembered';
import { trim, trimLeft } from '../golang/trim';
import type { Version } from '../versions';
import { LineTooLong, type ByteReader } from './byte-reader';
import { MalformedRequest, badRequest } from './malformed-request';
import { requestLine, type RequestLine } from './request-line';
import { HEAD_MILLISECONDS } from './time-limits';

export type Headers = Readonly<Record<string, readonly string[] | undefined>>;

export interface RequestHead extends RequestLine {
  /** Those of the head before where the client has sent the same again. */
  readonly headers: Headers;
  /** The lines of the headers; undefined where they are long or came in pieces. */
  readonly lines: string | undefined;
}

/** DefaultMaxHeaderBytes and the slack that net/http leaves. */
const MAX_HEADER_BYTES = (1 << 20) + 4096;
/** What is kept of each connection. */
const MAX_KEPT = 2048;
const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
/** ReadMIMEHeader lets spaces in names pass; what comes after it does not. */
const TOKEN_WITH_SPACES = /^[ !#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const headerName = remembered((name) => ({ key: name.toLowerCase(), isToken: TOKEN.test(name), isTokenWithSpaces: TOKEN_WITH_SPACES.test(name) }));
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;
const HOST = /^[\w!$%&'()*+,\-.:;=[\]~]*$/;

/** The next head; undefined when the peer sends nothing more. Malformed bytes are refused without waiting for the rest of them. */
export function readHead(reader: ByteReader, version: Version, before?: RequestHead): RequestHead | undefined | Promise<RequestHead | undefined> {
  return repeatedHead(reader, version, before) ?? newHead(reader, version);
}

/** A client sends the same headers again and again: then the request line is all there is to read. */
function repeatedHead(reader: ByteReader, version: Version, before: RequestHead | undefined): RequestHead | undefined {
  if (before?.lines === undefined) return undefined;
  const text = reader.headThere();
  if (text === undefined) return undefined;
  const length = text.length - before.lines.length;
  if (text.indexOf('\n') !== length - 1 || !text.endsWith(before.lines)) return undefined;
  const { method, target, protocol } = requestLine(withoutLineEnd(text.slice(0, length)), version);
  reader.skip(text.length);
  return { method, target, protocol, headers: before.headers, lines: before.lines };
}

async function newHead(reader: ByteReader, version: Version): Promise<RequestHead | undefined> {
  const head = new HeadLines(version);
  try {
    head.addThere(reader);
    // Most heads come in one piece: only for one that does not is there a time to keep.
    if (!head.isWhole) await reader.within(HEAD_MILLISECONDS, () => head.addAll(reader));
  } catch (error) {
    throw error instanceof LineTooLong ? new MalformedRequest('431 Request Header Fields Too Large') : error;
  }
  return head.request();
}

/** The preface of HTTP/2, which is a request of its own where HTTP/1 was agreed on. */
const isPreface = ({ method, target, protocol }: RequestLine): boolean => protocol.major === 2 && protocol.minor === 0 && method === 'PRI' && target === '*';
export const isBarePreface = (head: RequestHead): boolean => isPreface(head) && Object.keys(head.headers).length === 0;

/** What is checked once the framing of the body is known. */
export function checkHead(head: RequestHead, version: Version): void {
  const { method, protocol, headers } = head;
  const preface = isPreface(head);
  if (protocol.major !== 1 && !preface) {
    const why = 'unsupported protocol version';
    throw version.has('unsupportedProtocolIs505') ? new MalformedRequest(`505 HTTP Version Not Supported: ${why}`) : badRequest(why);
  }
  const [host] = headers['host'] ?? [];
  const hostIsNeeded = (protocol.minor > 0 || preface) && method !== 'CONNECT' && !isBarePreface(head);
  if (hostIsNeeded && host === undefined) throw badRequest('missing required Host header');
  if (host !== undefined && !HOST.test(host)) throw badRequest('malformed Host header');
  for (const [name, values] of Object.entries(headers)) {
    if (!headerName(name).isToken) throw badRequest('invalid header name');
    if (values?.some((value) => CONTROL.test(value))) throw badRequest('invalid header value');
  }
}

/** Headers by name; one that came once is a string. */
export function headersAsGiven(headers: Headers): ApiRequest['headers'] {
  const given = bare<string | readonly string[]>();
  for (const [name, values = []] of Object.entries(headers)) given[name] = values.length === 1 ? (values[0] ?? '') : values;
  return given;
}

export const withoutLineEnd = (line: string): string => line.slice(0, line.endsWith('\r\n') ? -2 : line.endsWith('\n') ? -1 : undefined);

/** The lines of a head as they come. All of them together may be so long. */
class HeadLines {
  readonly #version: Version;
  readonly #headers = bare<string[] | undefined>();
  #requestLine: RequestLine | undefined;
  #lines: string | undefined;
  /** A header, and the lines that begin with a space, which go on with it. */
  #header: string[] = [];
  #left = MAX_HEADER_BYTES;
  isWhole = false;

  constructor(version: Version) {
    this.#version = version;
  }

  /** A head that has come in one piece. */
  addThere(reader: ByteReader): void {
    const text = reader.headThere();
    if (text === undefined) return;
    let from = 0;
    while (!this.isWhole) {
      const next = text.indexOf('\n', from) + 1;
      if (next - from > this.#left) throw new LineTooLong();
      this.#add(text.slice(from, next));
      from = next;
    }
    reader.skip(from);
    const lines = text.slice(text.indexOf('\n') + 1);
    if (from === text.length && lines.length <= MAX_KEPT) this.#lines = lines;
  }

  async addAll(reader: ByteReader): Promise<void> {
    while (!this.isWhole) this.#add(await reader.line(this.#left));
  }

  /** undefined: the connection ended instead. */
  request(): RequestHead | undefined {
    if (this.#requestLine === undefined) return undefined;
    if ((this.#headers['host']?.length ?? 0) > 1) throw badRequest(this.#version.has('headsReadStrictly') ? '' : 'too many Host headers');
    const { method, target, protocol } = this.#requestLine;
    return { method, target, protocol, headers: this.#headers, lines: this.#lines };
  }

  #add(line: string): void {
    this.#left -= line.length;
    const isFirst = this.#requestLine === undefined;
    if (isFirst && line === '') this.isWhole = true;
    else if (!line.endsWith('\n')) throw badRequest();
    else if (isFirst) this.#requestLine = requestLine(withoutLineEnd(line), this.#version);
    else this.#addHeaderLine(withoutLineEnd(line));
  }

  #addHeaderLine(line: string): void {
    if (isFold(line)) {
      if (this.#header.length === 0) throw badRequest();
      this.#header.push(trimmed(line));
      return;
    }
    if (this.#header.length > 0) addHeader(this.#headers, this.#header.join(' '), this.#version);
    this.isWhole = line === '';
    if (this.isWhole) return;
    if (!line.includes(':')) throw badRequest();
    this.#header = [trimmed(line)];
  }
}

const isFold = (line: string): boolean => line.startsWith(' ') || line.startsWith('\t');
const BLANK = ' \t';
const trimmed = (text: string): string => trim(text, BLANK);

function addHeader(headers: ReturnType<typeof bare<string[] | undefined>>, line: string, version: Version): void {
  const colon = line.indexOf(':');
  const name = line.slice(0, colon);
  const { key, isTokenWithSpaces } = headerName(name);
  if (version.has('headsReadStrictly')) {
    if (!isTokenWithSpaces || CONTROL.test(line.slice(colon + 1))) throw badRequest();
  } else if (name === '') return;
  const values = (headers[key] ??= []);
  values.push(trimLeft(line.slice(colon + 1), BLANK));
}
