/** What a requester asks -> what goes over the wire, the same for every target. */
import type { ApiRequest } from '../engine/api/http';
import type { Credentials } from './credentials';
import type { TargetRequest } from './target';

type Body = string | Uint8Array;

const bytesOf = (body: unknown): Body | undefined =>
  body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);

export function wireRequest(request: TargetRequest, credentials: Credentials): ApiRequest {
  const body = bytesOf(request.body);
  const given = Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method: request.method,
    target: request.path,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...given,
      ...(credentials.kind === 'token' && { authorization: `Bearer ${credentials.token}` }),
    },
    ...(body !== undefined && { body }),
    ...(credentials.kind === 'certificate' && { peerCertificates: [credentials.keyPair.certificateDer] }),
  };
}
