/**
 * The answer of a webhook -> the review it filled in, or why there is none. Each asker reads the status of its own kind.
 * After k8s.io/client-go/rest/request.go and NewGenericServerResponse of k8s.io/apimachinery/pkg/api/errors.
 */
import type { GroupVersionKind } from '../api/objects';
import { catalogOf } from '../catalog/catalog';
import type { GoType } from '../catalog/types';
import { quote } from '../golang/quote';
import { Decoder } from '../scheme/decode/decoder';
import { readTyped } from '../scheme/decode/read-typed';
import { interpretKind, withDefaults } from '../scheme/interpret-kind';
import { goTypeOf, notRegistered } from '../scheme/kinds';
import { jsonOfDocument } from '../scheme/yaml';
import type { Version } from '../versions';
import { CallError, type WebhookResponse } from './call';

/** What was asked, and so what must come back. */
export interface ReviewKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The webhook answered, but not the question. */
export class ResponseError extends Error {
  constructor(
    message: string,
    readonly isTransient: boolean,
  ) {
    super(message);
  }
}

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'the server rejected our request for an unknown reason',
  401: 'the server has asked for the client to provide credentials',
  404: 'the server could not find the requested resource',
  405: 'the server does not allow this method on the requested resource',
  409: 'the server reported a conflict',
  422: 'the server rejected our request due to an error in our request',
  429: 'the server has received too many requests and has asked us to try again later',
  503: 'the server is currently unable to handle the request',
  504: 'the server was unable to return a response in the time allotted, but may still be processing the request',
};
const LONGEST_TEXT = 2048;
const TRANSIENT_REASONS = new Set(['InternalError', 'Timeout', 'TooManyRequests']);

function messageOf({ status, contentType, text }: WebhookResponse): string {
  const isText = contentType === '' || contentType.startsWith('text/');
  const detail = isText ? text.slice(0, LONGEST_TEXT).trim() : 'unknown';
  if (status === 403 || status === 415) return detail;
  if (status === 406) return detail === '' || detail === 'unknown' ? 'the server was unable to respond with a content type that the client supports' : detail;
  const known = MESSAGES[status];
  if (known !== undefined) return known;
  return status >= 500
    ? `an error on the server (${quote(detail)}) has prevented the request from succeeding`
    : `the server responded with the status code ${status} but did not return more information`;
}

interface Status {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly status?: string;
  readonly message?: string;
  readonly reason?: string;
}

function statusIn(text: string): Status | undefined {
  try {
    const found = JSON.parse(text) as Status | null;
    return found?.kind === 'Status' && found.apiVersion === 'v1' && found.status !== 'Success' ? found : undefined;
  } catch {
    return undefined;
  }
}

/** A Status in the body says more than the code. */
function refusal(response: WebhookResponse): ResponseError {
  const reported = statusIn(response.text);
  if (reported !== undefined) return new ResponseError(reported.message ?? 'unknown', TRANSIENT_REASONS.has(reported.reason ?? '') || response.retryAfter);
  const { status, retryAfter } = response;
  return new ResponseError(messageOf(response), retryAfter || status === 429 || (status >= 500 && status !== 503));
}

/** The kinds that a client of webhooks knows. */
export interface ReviewScheme {
  readonly decoder: Decoder;
  typeOf(kind: GroupVersionKind): GoType | undefined;
  /** What the scheme calls itself in errors. */
  nameOf(version: Version): string;
}

/** The one of the webhooks of authenticators and authorizers: the kinds of the API itself. */
function apiScheme(version: Version): ReviewScheme {
  const catalog = catalogOf(version.name);
  return {
    decoder: new Decoder(catalog.types),
    typeOf: (kind) => goTypeOf(catalog, kind),
    nameOf: () => (version.has('schemesNamedByOrigin') ? 'k8s.io/client-go/kubernetes/scheme/register.go:72' : 'pkg/runtime/scheme.go:111'),
  };
}

export interface DecodedReview {
  /** As the document says, which may be less than what was expected. */
  readonly kind: GroupVersionKind;
  readonly review: unknown;
}

function decoded(text: string, expected: ReviewKind, version: Version, scheme: ReviewScheme): DecodedReview {
  const json = jsonOfDocument(text);
  const { kind, node } = interpretKind(json);
  const meant = withDefaults(kind, expected);
  const type = scheme.typeOf(meant);
  if (type === undefined) throw notRegistered(meant, scheme.nameOf(version));
  if (meant.kind !== expected.kind || meant.group !== expected.group || meant.version !== expected.version)
    throw new Error(`converting (${type.goName}) to (${scheme.typeOf(expected)?.goName ?? ''}): unknown conversion`);
  return { kind, review: readTyped(scheme.decoder, type, { json, node }, version) };
}

/** Returns the error of a response that failed; undefined for one that succeeded. */
export const webhookError = (response: WebhookResponse): ResponseError | undefined =>
  response.status < 200 || response.status > 206 ? refusal(response) : undefined;

/** The review in a response. Throws AnswerError, or what the document is refused with. */
export function reviewOf(response: WebhookResponse, kind: ReviewKind, version: Version, scheme: ReviewScheme): DecodedReview {
  const { status, contentType, text } = response;
  const refused = webhookError(response);
  if (refused !== undefined) throw refused;
  if (text === '')
    throw new ResponseError(`0-length response with status code: ${status} and content type: ${contentType === '' ? 'application/json' : contentType}`, false);
  return decoded(text, kind, version, scheme);
}

/** The status of the review in a response. */
export const reviewStatusOf = (response: WebhookResponse, kind: ReviewKind, version: Version): unknown =>
  (reviewOf(response, kind, version, apiScheme(version)).review as { readonly status: unknown }).status;

/** Whether the same call may do better in a moment. */
export const isTransient = (error: unknown): boolean => (error instanceof ResponseError && error.isTransient) || (error instanceof CallError && error.isReset);
