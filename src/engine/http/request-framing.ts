/**
 * Finds where the body of an HTTP/1 request ends, and whether the connection goes on.
 * Upstream: readTransfer of net/http/transfer.go
 */
import { trim } from '../golang/trim';
import type { Version } from '../versions';
import { MalformedRequest, badRequest } from './malformed-request';
import { isBarePreface, type Headers, type RequestHead } from './request-head';

/** Bytes of the body, or `chunked`. */
export type BodyLength = bigint | 'chunked';

export function bodyLength({ headers, protocol }: RequestHead, version: Version): BodyLength {
  const chunked = isChunked(headers, protocol.major > 1 || protocol.minor > 0);
  const length = chunked && !version.has('headsReadStrictly') ? 0n : contentLength(headers, version);
  if (chunked) checkTrailers(headers);
  return chunked ? 'chunked' : length;
}

const unsupported = (): MalformedRequest => new MalformedRequest('501 Not Implemented', 'Unsupported transfer encoding');

/** HTTP/1.0 knows no chunks. */
function isChunked(headers: Headers, chunksKnown: boolean): boolean {
  const codings = headers['transfer-encoding'];
  if (codings === undefined || !chunksKnown) return false;
  if (codings.length > 1 || codings[0]?.toLowerCase() !== 'chunked') throw unsupported();
  return true;
}

const LARGEST = 2n ** 63n - 1n;

function contentLength(headers: Headers, version: Version): bigint {
  if (headers['content-length'] === undefined) return 0n;
  const values = new Set(headers['content-length']);
  const [value] = values;
  if (value === undefined || (value === '' && values.size === 1 && !version.has('headsReadStrictly'))) return 0n;
  if (values.size > 1 || !/^\d+$/.test(value)) throw badRequest();
  const digits = value.replace(/^0+/, '');
  if (digits.length > 19 || BigInt(digits) > LARGEST) throw badRequest();
  return BigInt(digits);
}

const FRAMING_TRAILERS = new Set(['transfer-encoding', 'trailer', 'content-length']);

function checkTrailers({ trailer = [] }: Headers): void {
  const names = trailer.flatMap((value) => value.split(',')).map((name) => name.trim().toLowerCase());
  if (names.some((name) => FRAMING_TRAILERS.has(name))) throw badRequest();
}

/** httpguts.HeaderValuesContainsToken. */
const namesToken = (values: readonly string[] = [], token: string): boolean =>
  values.some((value) => value.split(',').some((part) => trim(part, ' \t').toLowerCase() === token));

/** hasToken of net/http, which looks at the first value only, and at words instead of elements. */
const hasWord = (values: readonly string[] = [], word: RegExp): boolean => word.test(values[0] ?? '');
const CLOSE = /(?:^|[ ,\t])close(?:[ ,\t]|$)/i;
const KEEP_ALIVE = /(?:^|[ ,\t])keep-alive(?:[ ,\t]|$)/i;
const CONTINUE = /(?:^|[ ,\t])100-continue(?:[ ,\t]|$)/i;

export type Persistence = 'goes on' | 'closes';

export function persistenceOf(head: RequestHead): Persistence {
  const { headers, protocol } = head;
  const { connection } = headers;
  if (protocol.major === 1 && protocol.minor === 0) return hasWord(connection, KEEP_ALIVE) ? 'goes on' : 'closes';
  return isBarePreface(head) || namesToken(connection, 'close') || hasWord(connection, CLOSE) ? 'closes' : 'goes on';
}

export type Expectation = 'none' | 'continue' | 'unknown';

/** Whether the client waits for leave to send its body. */
export function expectationOf({ headers, protocol }: RequestHead, length: BodyLength): Expectation {
  const { expect } = headers;
  if (hasWord(expect, CONTINUE)) return length === 0n || (protocol.major === 1 && protocol.minor === 0) ? 'none' : 'continue';
  return (expect?.[0] ?? '') === '' ? 'none' : 'unknown';
}
