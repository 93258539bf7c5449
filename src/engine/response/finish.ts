/**
 * The last step of every answer: headers in the order in which Go writes them (a handler's sorted by name, then Date and
 * Content-Length), compression of long bodies, no body for HEAD.
 */
import { firstHeader } from '../golang/http-header';
import { randomUUID } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import type { ApiRequest, ApiResponse, AuditRecord, ResponseStream } from '../api/http';
import { httpDate } from '../golang/http-date';
import { own, setOwn } from '../golang/map';
import type { Version } from '../versions';

export interface Draft {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
  /** A long list, encoded while it is written. */
  readonly parts?: AsyncIterable<Uint8Array>;
  readonly stream?: ResponseStream;
  /** Objects are compressed when long; texts never are. */
  readonly compressible?: boolean;
}

export const GZIP_THRESHOLD = 128 * 1024;

export function acceptsGzip(request: ApiRequest): boolean {
  const encodings = firstHeader(request, 'accept-encoding');
  return encodings !== '' && encodings.split(',').some((encoding) => encoding.trim() === 'gzip');
}

const LEVEL = { level: 1 };

async function* gzipped(parts: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gzip = createGzip(LEVEL);
  // An error of the one destroys the other, and is seen where the parts are read.
  pipeline(Readable.from(parts), gzip, () => undefined);
  yield* gzip as AsyncIterable<Uint8Array>;
}

/** Parts are always more than the threshold. */
function compressed(request: ApiRequest, draft: Draft): Draft {
  const { headers, body, parts } = draft;
  if (draft.compressible !== true || (parts === undefined && Buffer.byteLength(body) <= GZIP_THRESHOLD) || !acceptsGzip(request)) return draft;
  const encoded = { ...draft, headers: { ...headers, 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } };
  return parts === undefined ? { ...encoded, body: gzipSync(body, LEVEL) } : { ...encoded, parts: gzipped(parts) };
}

type Headers = Record<string, string | readonly string[]>;

/** The headers that the stages before the registry add to every answer that passed them; an empty Audit-Id is left out. */
const stageHeaders = (auditId: string): Headers =>
  auditId === '' ? { 'Cache-Control': 'no-cache, private' } : { 'Audit-Id': auditId, 'Cache-Control': 'no-cache, private' };

/** Adds them in the order of their names; mostly they come in it. */
function ordered(headers: Headers, given: Draft['headers']): Headers {
  let last = Object.keys(headers).at(-1) ?? '';
  let isOrdered = true;
  for (const name of Object.keys(given)) {
    isOrdered &&= last < name;
    last = name;
    setOwn(headers, name, own(given, name) ?? '');
  }
  if (isOrdered) return headers;
  const result: Headers = {};
  for (const name of Object.keys(headers).sort()) setOwn(result, name, own(headers, name) ?? '');
  return result;
}

function finished(request: ApiRequest, draft: Draft, stages: Headers, audit: AuditRecord | undefined): ApiResponse {
  const { status, headers: given, body, parts, stream } = compressed(request, draft);
  const headers = ordered(stages, given);
  headers['Date'] = httpDate();
  if (stream !== undefined || parts !== undefined) return { status, headers, body: '', audit, parts, stream };
  headers['Content-Length'] = String(Buffer.byteLength(body));
  return { status, headers, body: request.method === 'HEAD' ? '' : body, audit };
}

export const finish = (request: ApiRequest, draft: Draft, version: Version, audit: AuditRecord | undefined): ApiResponse =>
  finished(request, draft, stageHeaders(audit?.id ?? (version.has('auditIdHeader') ? firstHeader(request, 'audit-id') || randomUUID() : '')), audit);

/** An answer from before those stages. */
export const finishBare = (request: ApiRequest, draft: Draft): ApiResponse => finished(request, draft, {}, undefined);
