/**
 * The fields of a block of headers -> a request, or what Go answers before any handler sees it.
 * Upstream: newWriterAndRequest and checkValidHTTP2RequestHeaders of golang.org/x/net/http2/server.go, NewServerRequest of internal/httpcommon
 */
import type { ApiRequest, ApiResponse } from '../../api/http';
import { bare } from '../../golang/map';
import { parseRequestUrl } from '../../golang/url';
import type { Version } from '../../versions';
import { CODE, StreamError } from './frames';
import type { HeaderList } from './header-block';

export interface Http2Request {
  readonly method: string;
  readonly target: string;
  readonly headers: ApiRequest['headers'];
  readonly expectsContinue: boolean;
  /** The first value of Content-Length. */
  readonly contentLength: string | undefined;
  /** Present where no handler shall see it. */
  readonly refusal?: ApiResponse;
}

/** What belongs to a connection of HTTP/1, in the order in which Go looks for it. */
const OF_CONNECTIONS = ['Connection', 'Keep-Alive', 'Proxy-Connection', 'Transfer-Encoding', 'Upgrade'];

/** handleHeaderListTooLong, whose type net/http finds by looking at the body. */
const TOO_LONG: ApiResponse = {
  status: 431,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: '<h1>HTTP Error 431</h1><p>Request Header Field(s) Too Large</p>',
};

const badRequest = (why: string): ApiResponse => ({
  status: 400,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' },
  body: `${why}\n`,
});

type Headers = ReturnType<typeof bare<string[] | undefined>>;

/** Throws StreamError where it is none. */
export function requestOf(stream: number, { pseudo, fields, isTruncated }: HeaderList, version: Version): Http2Request {
  const headers: Headers = bare<string[] | undefined>();
  for (const [name, value] of fields) (headers[name] ??= []).push(value);
  const [method, path, scheme, given] = [':method', ':path', ':scheme', ':authority'].map((name) => pseudo.get(name) ?? '') as [string, string, string, string];
  const isConnect = method === 'CONNECT';
  if (isConnect ? path !== '' || scheme !== '' || given === '' : method === '' || path === '' || (scheme !== 'https' && scheme !== 'http'))
    throw new StreamError(stream, CODE.protocol);
  if ((pseudo.get(':protocol') ?? '') !== '') throw new StreamError(stream, CODE.protocol);
  const authority = given === '' ? (headers['host']?.[0] ?? '') : given;
  if (version.has('authorityHasNoUser') && !isConnect && authority.includes('@')) throw new StreamError(stream, CODE.protocol);
  if (version.has('http2PathIsPath') && !isConnect && path !== '*' && !path.startsWith('/')) throw new StreamError(stream, CODE.protocol);
  const target = isConnect ? `http://${authority}` : path;
  if (!isUrl(target)) throw new StreamError(stream, CODE.protocol);
  const contentLength = headers['content-length']?.[0];
  const refusal = isTruncated ? TOO_LONG : refusalOf(headers);
  const expectsContinue =
    (version.has('http2ExpectationIsToken') ? tokensOf(headers['expect']) : headers['expect']?.slice(0, 1))?.includes('100-continue') === true;
  return { method, target, headers: handed(headers, authority, expectsContinue), expectsContinue, contentLength, ...(refusal && { refusal }) };
}

function isUrl(target: string): boolean {
  try {
    parseRequestUrl(target);
    return true;
  } catch {
    return false;
  }
}

function refusalOf(headers: Headers): ApiResponse | undefined {
  for (const name of OF_CONNECTIONS)
    if (headers[name.toLowerCase()] !== undefined) return badRequest(`request header ${JSON.stringify(name)} is not valid in HTTP/2`);
  const [te = '', ...more] = headers['te'] ?? [];
  return more.length > 0 || (te !== 'trailers' && te !== '') ? badRequest('request header "TE" may only be "trailers" in HTTP/2') : undefined;
}

const tokensOf = (values: readonly string[] = []): readonly string[] => values.flatMap((value) => value.split(',').map((token) => token.trim().toLowerCase()));

/** As handlers get them. */
function handed(headers: Headers, authority: string, expectsContinue: boolean): ApiRequest['headers'] {
  const result = bare<string | readonly string[]>();
  for (const [name, values = []] of Object.entries(headers)) {
    const [only = '', ...more] = values;
    if (name === 'trailer' || (name === 'expect' && expectsContinue)) continue;
    result[name] = more.length === 0 ? only : name === 'cookie' ? values.join('; ') : values;
  }
  if (authority !== '') result['host'] = authority;
  return result;
}
