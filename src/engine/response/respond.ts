/**
 * The only place that makes an HTTP answer: of what a handler answers, or of an error.
 * After k8s.io/apiserver/pkg/endpoints/handlers/responsewriters and handlers/response.go.
 */
import type { ApiResponse, AuditRecord } from '../api/http';
import type { HandlerResult, Call } from '../api/registry';
import type { Version } from '../versions';
import { BareError, PLAIN_TEXT_HEADERS, plainTextBody } from '../errors/bare-error';
import { encodeKept, encoding, encodingRaw } from './encoding/encode';
import { encodeList } from './encoding/list';
import { atOnce, inTurns, type Turns } from '../golang/turns';
import { acceptsGzip, finish, finishBare, type Draft } from './finish';
import { RefusedRequest } from '../errors/forbidden';
import { endpointOf, MEDIA_TYPES, negotiate, negotiateOrRefuse, negotiateStreamOrRefuse } from './negotiation/media-type';
import { forwardedStream } from './forwarded-stream';
import { listBody } from './list-body';
import { shapeOf, wholeList } from './list-shape';
import { asStatusError, statusOf } from './status';
import { PlainTextError } from '../errors/status-error';
import { transformed } from './transform';
import { watchStream } from './watch-stream';
import { asksForWebSocket, webSocketAnswer } from './websocket-handshake';
import { warningHeaders } from './warning';

type ListAnswer = Extract<HandlerResult, { readonly collection: unknown }>;

/** Bodies of collections, for as long as the registry keeps those. A collection that is read anew is another object. */
const bodies = new WeakMap<ListAnswer['collection'], Uint8Array>();
/** One that is longer is encoded anew while it is written, and so is what is compressed while it is written. */
const LONGEST_KEPT = 256 * 1024;

async function keptListAnswer(call: Call, answer: ListAnswer, version: Version): Promise<Draft> {
  const { status, collection } = answer;
  const headers = { 'Content-Type': MEDIA_TYPES.json };
  call.audit.responseObject(collection.fields.kind, () => wholeList(shapeOf(answer, call, undefined, version)));
  const known = bodies.get(collection);
  if (known !== undefined) return { status, headers, body: known };
  const { pieces } = await encodeList(shapeOf(answer, call, undefined, version), { format: 'json', pretty: false }, version);
  const { body, parts } = await listBody(pieces, call.request, LONGEST_KEPT);
  if (parts !== undefined) return { status, headers, body, parts };
  bodies.set(collection, body);
  return { status, headers, body };
}

async function listAnswer(call: Call, answer: ListAnswer, version: Version): Promise<Draft> {
  const { status } = answer;
  const negotiated = negotiateOrRefuse(call.request, endpointOf(call.info));
  const isPlain = negotiated.format === 'json' && !negotiated.pretty && negotiated.convert === undefined;
  if (isPlain && call.request.inParts === true && call.request.method === 'GET' && !acceptsGzip(call.request)) return keptListAnswer(call, answer, version);
  const shape = shapeOf(answer, call, negotiated.convert, version);
  call.audit.responseObject(shape.fields.kind, () => wholeList(shape));
  const { contentType, pieces } = await encodeList(shape, negotiated, version);
  const { body, parts } = await listBody(pieces, call.request);
  // A reader in this process works with text.
  const isText = call.request.inParts !== true && contentType !== MEDIA_TYPES.protobuf;
  return {
    status,
    headers: { 'Content-Type': contentType },
    body: isText ? Buffer.from(body).toString() : body,
    ...(parts !== undefined && { parts }),
    compressible: true,
  };
}

/** A body that is as short is sent with its length. */
const SHORT_BODY = 2048;

async function forwardedAnswer({ request }: Call, { status, headers, forwarded }: Extract<HandlerResult, { readonly forwarded: unknown }>): Promise<Draft> {
  const [, length = Infinity] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-length') ?? [];
  if (Number(length) > SHORT_BODY || request.method === 'HEAD') return { status, headers, body: '', stream: forwardedStream(forwarded) };
  const parts: Buffer[] = [];
  for await (const part of forwarded) parts.push(part as Buffer);
  return { status, headers, body: Buffer.concat(parts) };
}

type TakenOver = Extract<HandlerResult, { readonly takeOver: unknown }>;

async function answerOf(call: Call, answer: Exclude<HandlerResult, ListAnswer | TakenOver>, version: Version): Promise<Draft> {
  if ('forwarded' in answer) return forwardedAnswer(call, answer);
  if ('watch' in answer) {
    const negotiated = negotiateStreamOrRefuse(call.request);
    return { status: 200, headers: { 'Content-Type': MEDIA_TYPES.json }, body: '', stream: watchStream(answer, call, negotiated, version) };
  }
  if ('text' in answer) {
    const given = answer.headers ?? {};
    const { 'Content-Type': contentType = answer.text.length === 0 ? '' : PLAIN_TEXT_HEADERS['Content-Type'], ...others } = given;
    return { status: answer.status, headers: { ...(contentType !== '' && { 'Content-Type': contentType }), ...others }, body: answer.text };
  }
  const negotiated = negotiateOrRefuse(call.request, endpointOf(call.info));
  const object = transformed(answer.object, call, negotiated, version, answer.custom);
  call.audit.responseObject(object.kind, () => object);
  // A reader in this process works with text.
  const isKept = answer.isKept === true && object === answer.object && call.request.inParts === true;
  const { contentType, body } = isKept ? encodeKept(object, negotiated, version) : await inTurns(encoding(object, negotiated, version));
  const headers = answer.headers === undefined ? { 'Content-Type': contentType } : { 'Content-Type': contentType, ...answer.headers };
  return { status: answer.status, headers, body, compressible: true };
}

/** What is known of a request that fails. */
type Failed = Pick<Call, 'request' | 'warnings' | 'audit'>;

const LONG_MESSAGE = 1 << 16;

/** An error keeps its status even for a client that takes nothing that can be served: then it is indented JSON. */
function* erring({ request, audit }: Failed, error: unknown, version: Version): Turns<Draft> {
  if (error instanceof PlainTextError) return { status: error.code, headers: { ...PLAIN_TEXT_HEADERS, ...error.headers }, body: plainTextBody(error.body) };
  const status = asStatusError(error);
  const retryAfter = status.details?.retryAfterSeconds ?? 0;
  const negotiated = negotiate(request, 'plain');
  const object = statusOf(status, version);
  if (negotiated !== undefined) audit.responseObject('Status', () => object);
  const { contentType, body } = negotiated === undefined ? yield* encodingRaw(object) : yield* encoding(object, negotiated, version);
  const headers: Record<string, string> = { 'Content-Type': contentType };
  if (error instanceof RefusedRequest) headers['X-Content-Type-Options'] = 'nosniff';
  if (retryAfter > 0) headers['Retry-After'] = String(retryAfter);
  return { status: status.code, headers, body };
}

const withWarnings = (draft: Draft, warnings: readonly string[]): Draft => {
  const values = warningHeaders(warnings);
  return values.length === 0 ? draft : { ...draft, headers: { ...draft.headers, Warning: values.length === 1 ? String(values[0]) : values } };
};

/** `audit` is what is known of the request, and goes with the answer. */
export function respondError(failed: Failed, error: unknown, version: Version, audit?: AuditRecord): ApiResponse | Promise<ApiResponse> {
  const { request, warnings } = failed;
  if (error instanceof BareError) return finishBare(request, { status: error.code, headers: error.headers, body: error.body });
  const answered = (draft: Draft): ApiResponse => finish(request, withWarnings(draft, warnings), version, audit);
  const draft = erring(failed, error, version);
  // Such an error says again what was sent.
  const isLong = error instanceof Error && error.message.length > LONG_MESSAGE;
  return isLong ? inTurns(draft).then(answered) : answered(atOnce(draft));
}

export async function respond(call: Call, answer: HandlerResult, version: Version, audit: AuditRecord): Promise<ApiResponse> {
  try {
    if ('takeOver' in answer) return { status: 101, headers: {}, body: '', takeOver: answer.takeOver, audit };
    const draft = 'collection' in answer ? await listAnswer(call, answer, version) : await answerOf(call, answer, version);
    if (draft.stream !== undefined && asksForWebSocket(call.request)) return { ...webSocketAnswer(call.request, draft.stream), audit };
    return finish(call.request, withWarnings(draft, call.warnings), version, audit);
  } catch (error) {
    return respondError(call, error, version, audit);
  }
}
