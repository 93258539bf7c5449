/**
 * The webhook of a recording: it answers by the policy that the recording names, and lists on request what it was sent. It
 * listens wherever there is room, so that recordings can be replayed side by side.
 */
import { pathOf } from '../backends/responses-by-path';
import type { BackendResponse, ReceivedRequest } from '../backends/backend';
import type { Backends } from '../backends/backends';
import type { ApiResponse } from '../engine/api/http';
import { own } from '../engine/golang/map';

/** The first rule whose conditions hold answers: with a status, with a text as it is, or with an HTTP error. */
interface Rule {
  readonly when?: Readonly<Record<string, unknown>>;
  readonly answer?: unknown;
  readonly raw?: string;
  readonly http?: number;
  readonly envelope?: object;
}
/** Rules by path. */
export type WebhookPolicy = Readonly<Record<string, readonly Rule[]>>;

export interface ReplayWebhook {
  /** For example 127.0.0.1:41235. */
  readonly address: string;
  /** PEM of the authority that its certificate is from. */
  readonly authority: string;
  /** What a recording asks of the webhook itself: /__webhook/captured and /__webhook/clear. */
  listed(target: string): ApiResponse;
  close(): void;
}

const KEPT_HEADERS = ['content-type', 'accept', 'authorization'] as const;

const valueAt = (body: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? own(value as Record<string, unknown>, step) : undefined), body);

/** null wants a field that is not there, `x*` a text that begins with x. */
function holds(body: unknown, [path, wanted]: readonly [string, unknown]): boolean {
  const found = valueAt(body, path);
  if (wanted === null) return found === undefined;
  if (typeof wanted === 'string' && wanted.endsWith('*')) return typeof found === 'string' && found.startsWith(wanted.slice(0, -1));
  return JSON.stringify(found) === JSON.stringify(wanted);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const json = (value: unknown, status = 200): BackendResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: typeof value === 'string' ? value : JSON.stringify(value),
});

/** A patch is written as operations in a recording. */
function admissionResponse(body: unknown, answer: unknown): object {
  const { patch, ...rest } = (answer ?? {}) as { readonly patch?: unknown };
  const encoded = patch === undefined ? {} : { patchType: 'JSONPatch', patch: Buffer.from(JSON.stringify(patch)).toString('base64') };
  return { uid: valueAt(body, 'request.uid'), ...rest, ...encoded };
}

function answer(policy: WebhookPolicy, request: ReceivedRequest): BackendResponse {
  const body = parsed(request.body);
  const rule = own(policy, pathOf(request))?.find(({ when = {} }) => Object.entries(when).every((condition) => holds(body, condition)));
  if (rule === undefined) return json({ message: 'no rule' }, 404);
  if (rule.http !== undefined) return { status: rule.http, headers: { 'content-type': 'text/plain' }, body: rule.raw ?? '' };
  if (rule.raw !== undefined) return json(rule.raw);
  const { apiVersion, kind } = body as { readonly apiVersion?: string; readonly kind?: string };
  if (kind === 'AdmissionReview') return json({ apiVersion, kind, response: admissionResponse(body, rule.answer), ...rule.envelope });
  return json({ apiVersion, kind, ...(rule.answer === undefined ? {} : { status: rule.answer }), ...rule.envelope });
}

const printed = ({ method, target, headers, clientCertificate, body }: ReceivedRequest): object => ({
  method,
  path: target,
  headers: Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]))),
  ...(clientCertificate !== undefined && { clientCertificate }),
  body: parsed(body),
});

export async function startWebhook(backends: Backends, policy: WebhookPolicy): Promise<ReplayWebhook> {
  const backend = await backends.open((request) => answer(policy, request));
  return {
    address: backend.address,
    authority: backend.authorityPem,
    listed(target) {
      const items = target.startsWith('/__webhook/clear') ? [] : backend.received().map(printed);
      if (target !== '/__webhook/captured') backend.forget(0);
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ items }) };
    },
    close: () => void backend.close(),
  };
}
