/**
 * An HTTP/2 connection serves one request of a client that is not known. Over HTTP/1 the preface of HTTP/2 counts as a request of it.
 * Upstream: withAuthentication of k8s.io/apiserver/pkg/endpoints/filters/authentication.go
 */
import type { ApiResponse } from '../api/http';
import type { Version } from '../versions';

const ANONYMOUS = 'system:anonymous';

export function closesForAnonymous({ status, audit }: ApiResponse, version: Version): boolean {
  if (!version.has('http2ClosedToAnonymous') || audit === undefined) return false;
  return audit.user === ANONYMOUS || (audit.user === undefined && status === 401);
}

/** The answer with the header that ends the connection, where the handlers of Go put it. */
export function anonymousClosing(response: ApiResponse, version: Version): ApiResponse {
  if (!closesForAnonymous(response, version)) return response;
  const headers = Object.entries({ ...response.headers, Connection: 'close' }).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...response, headers: Object.fromEntries(headers) };
}
