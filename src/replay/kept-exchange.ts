/**
 * An exchange of a scenario as recordings hold it: who asks by what they show, the answer with placeholders for what varies. What is
 * secret is not kept: credentials become `<masked>`, and the values of Secrets that word in base64, so that a request still
 * says something that a server takes.
 */
import type { ApiResponse } from '../engine/api/http';
import type { JsonValue } from '../engine/api/objects';
import { maskHeader, maskPath, maskText } from '../report/masking/structure';
import type { Requester, Target, TargetRequest } from '../targets/target';
import { responseAsRecorded, receive } from './recorded-response';
import { maskedBody } from './masked-body';
import type { RecordedResponse, RecordedRequest } from './recording';
import { isObject } from './volatile';

export interface KeptExchange {
  readonly as: Requester;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

/** How the server of the scenario runs, as recordings hold it. */
export interface KeptServer {
  readonly recordedFrom: string;
  readonly flags: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
}

/** The events of the audit log for each exchange of a scenario, in their order. */
export type KeptAudit = readonly (readonly JsonValue[])[];

/** What a scenario attaches for the runner, which takes it out of the reports. */
export type Kept = { readonly exchange: KeptExchange } | { readonly server: KeptServer } | { readonly audit: KeptAudit };

export const KEPT_MEDIA_TYPE = 'application/vnd.cukernetes.kept+json';

function valueOf(body: unknown): JsonValue | undefined {
  if (body === undefined || typeof body !== 'string') return body as JsonValue | undefined;
  try {
    return JSON.parse(body) as JsonValue;
  } catch {
    return body;
  }
}

/**
 * What a step sends back as the server gave it names this very object of this very moment. Without that an update is one of
 * whatever is there, and can be sent again.
 */
function ofAnyMoment(body: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(body) || !isObject(body['metadata'])) return body;
  const { uid, resourceVersion, ...metadata } = body['metadata'];
  return { ...body, metadata };
}

function keptRequest({ method, path, headers, body }: TargetRequest): RecordedRequest {
  const value = method === 'PUT' && typeof body !== 'string' ? ofAnyMoment(valueOf(body)) : valueOf(body);
  const kept = Object.entries(headers ?? {}).map(([name, values]) => [name, [values].flat().map((text) => maskHeader(name, text))] as const);
  return {
    method,
    path: maskPath(path),
    ...(kept.length > 0 && { headers: Object.fromEntries(kept.map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values])) }),
    ...(value !== undefined && { body: maskedBody(value, path) }),
  };
}

export async function keptExchange(request: TargetRequest, response: ApiResponse): Promise<KeptExchange> {
  const as: Requester = request.as.kind === 'token' ? { kind: 'token', token: '<masked>' } : request.as;
  const received = await receive(request.method, response);
  return { as, request: keptRequest(request), response: responseAsRecorded({ masked: true }, request.path, received) };
}

export async function keptServer(target: Target, flags: KeptServer['flags'], files: readonly (readonly [string, string])[]): Promise<KeptServer> {
  const { body } = await target.send({ as: { kind: 'administrator' }, method: 'GET', path: '/version' });
  const { gitVersion } = JSON.parse(String(body)) as { readonly gitVersion: string };
  return { recordedFrom: `kube-apiserver ${gitVersion}`, flags, files: Object.fromEntries(files.map(([name, text]) => [name, maskText(text)])) };
}
