/**
 * The admission webhook of recordings, whose paths say what it answers, as ../shared/oracle/backends.mjs has it. It listens wherever
 * there is room, so that recordings can be replayed side by side.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { pathOf } from '../backends/responses-by-path';
import type { BackendResponse, ReceivedRequest } from '../backends/backend';
import type { Backends } from '../backends/backends';
import type { ApiResponse } from '../engine/api/http';
import { table } from '../engine/golang/map';

export interface ReplayAdmissionBackend {
  /** For example 127.0.0.1:41235. */
  readonly address: string;
  /** PEM of the authority that its certificate is from. */
  readonly authority: string;
  /** What it was sent, which it forgets. */
  captured(): ApiResponse;
  close(): void;
}

interface Metadata {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
interface Review {
  readonly apiVersion?: string;
  readonly request?: { readonly uid?: string; readonly object?: { readonly metadata?: Metadata } };
  readonly spec?: { readonly containers?: readonly { readonly image: string }[] };
}

const json = (body: unknown): BackendResponse => ({
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const plain = (status: number, body: string): BackendResponse => ({ status, headers: { 'content-type': 'text/plain' }, body });

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const patch = (...operations: readonly object[]): object => ({ allowed: true, patchType: 'JSONPatch', patch: base64(JSON.stringify(operations)) });
const denied = (status?: object, more: object = {}): object => ({ allowed: false, ...(status && { status }), ...more });

/** Responses by the first step of the path. */
const RESPONSES = table<object>({
  allow: { allowed: true },
  deny: denied({ message: 'no, said the webhook', code: 418, reason: 'Teapot' }),
  'deny-message': denied({ message: 'just a message' }),
  'deny-reason': denied({ reason: 'BecauseISaidSo' }),
  'deny-code': denied({ code: 409 }),
  'deny-200': denied({ code: 200, message: 'a denial with code 200' }),
  'deny-plain': denied(),
  'deny-details': denied({
    message: 'with details',
    code: 422,
    reason: 'Invalid',
    details: { name: 'n', causes: [{ reason: 'R', message: 'M', field: 'f' }] },
  }),
  'allow-status': { allowed: true, status: { message: 'ignored' } },
  warn: { allowed: true, warnings: ['be careful', 'say "when"', 'é non-ascii'], auditAnnotations: { k: 'v' } },
  'warn-deny': denied({ message: 'denied and warned' }, { warnings: ['too late'] }),
  'patch-data': patch({ op: 'add', path: '/data/injected', value: 'by webhook' }),
  'patch-invalid': patch({ op: 'add', path: '/data/bad key', value: 'x' }),
  'patch-type': patch({ op: 'add', path: '/data/num', value: 5 }),
  'patch-name': patch({ op: 'replace', path: '/metadata/name', value: 'renamed' }),
  'patch-ns': patch({ op: 'replace', path: '/metadata/namespace', value: 'other' }),
  'patch-path': patch({ op: 'remove', path: '/no/such/path' }),
  'patch-notype': { allowed: true, patch: base64('[]') },
  'patch-badtype': { allowed: true, patchType: 'MergePatch', patch: base64('{}') },
  'patch-garbage': { allowed: true, patchType: 'JSONPatch', patch: base64('nonsense') },
  'patch-base64': { allowed: true, patchType: 'JSONPatch', patch: '***' },
  'patch-deny': denied(undefined, { patchType: 'JSONPatch', patch: base64('[]') }),
  slow: { allowed: true },
});

const SLOWNESS = 2_500;

function changed(first: string, step: string, { metadata }: { readonly metadata?: Metadata } = {}): object | undefined {
  if (first === 'label') return patch({ op: 'add', path: '/metadata/labels', value: { ...metadata?.labels, patched: 'yes' } });
  if (first !== 'append') return undefined;
  const notes = metadata?.annotations;
  return patch({ op: 'add', path: '/metadata/annotations', value: { ...notes, order: [notes?.['order'], step].filter(Boolean).join('-') } });
}

function odd(first: string, { apiVersion }: Review, uid: string | undefined): BackendResponse | undefined {
  const review = { apiVersion, kind: 'AdmissionReview' };
  const answers = table<BackendResponse>({
    garbage: plain(200, 'this is not json'),
    empty: json(''),
    'no-response': json(review),
    'wrong-uid': json({ ...review, response: { uid: 'someone-else', allowed: true } }),
    'no-uid': json({ ...review, response: { allowed: true } }),
    'wrong-version': json({ ...review, apiVersion: 'admission.k8s.io/v1beta1', response: { uid, allowed: true } }),
    'wrong-kind': json({ apiVersion, kind: 'Pod', response: { uid, allowed: true } }),
    'no-kind': json({ response: { uid, allowed: true } }),
    '500': plain(500, 'internal trouble'),
    '404': plain(404, 'not here'),
    '201': { ...json({ ...review, response: { uid, allowed: true } }), status: 201 },
    redirect: { status: 302, headers: { location: '/allow' }, body: '' },
    hangup: { hangsUp: true, body: '' },
  });
  return answers[first];
}

/** ImagePolicyWebhook asks with reviews of its own. */
function imageAnswer({ apiVersion, spec }: Review): BackendResponse {
  const images = (spec?.containers ?? []).map(({ image }) => image);
  const [bad] = images.filter((image) => image.includes('bad'));
  if (images.some((image) => image.includes('crash'))) return plain(500, 'boom');
  const review = { apiVersion, kind: 'ImageReview' };
  if (images.some((image) => image.includes('empty'))) return json(review);
  if (bad === undefined) return json({ ...review, status: { allowed: true, auditAnnotations: { checked: 'yes' } } });
  return json({ ...review, status: { allowed: false, ...(bad.includes('reasonless') ? {} : { reason: `image ${bad} is not allowed` }) } });
}

function reviewIn(text: string): Review {
  try {
    return JSON.parse(text) as Review;
  } catch {
    return {};
  }
}

async function answer(request: ReceivedRequest): Promise<BackendResponse> {
  const path = pathOf(request);
  const review = reviewIn(request.body);
  if (path.startsWith('/image')) return imageAnswer(review);
  const [, first = '', step = ''] = path.split('/');
  const uid = review.request?.uid;
  if (first === 'slow') await sleep(SLOWNESS, undefined, { ref: false });
  const response = RESPONSES[first] ?? changed(first, step, review.request?.object);
  if (response !== undefined) return json({ apiVersion: review.apiVersion, kind: 'AdmissionReview', response: { uid, ...response } });
  return odd(first, review, uid) ?? plain(404, 'what?');
}

const shown = ({ target, method, headers, body }: ReceivedRequest): object => ({
  path: target,
  method,
  contentType: headers['content-type'],
  accept: headers.accept,
  review: reviewIn(body),
});

export async function startAdmissionBackend(backends: Backends): Promise<ReplayAdmissionBackend> {
  const backend = await backends.open(answer);
  return {
    address: backend.address,
    authority: backend.authorityPem,
    captured() {
      const captured = backend.received().map(shown);
      backend.forget(0);
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ captured }) };
    },
    close: () => void backend.close(),
  };
}
