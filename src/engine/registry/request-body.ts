/**
 * The body of a request on a resource, which may be three MiB long.
 * Upstream: limitedReadBody of k8s.io/apiserver/pkg/endpoints/handlers/rest.go
 */
import type { ApiRequest } from '../api/http';
import { requestEntityTooLarge } from '../response/status-error';

const MOST_BYTES = 3 * 1024 * 1024;

export function requestBody({ body = '' }: ApiRequest): Uint8Array {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  if (bytes.length > MOST_BYTES) throw requestEntityTooLarge(`limit is ${MOST_BYTES}`);
  return bytes;
}
