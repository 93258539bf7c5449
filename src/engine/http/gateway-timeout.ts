/**
 * The answer to a request whose body does not come, in time or at all. It is written around the handlers, so that net/http adds what they did not.
 * Upstream: baseTimeoutWriter of k8s.io/apiserver/pkg/server/filters/timeout.go
 */
import { randomUUID } from 'node:crypto';
import type { ApiResponse } from '../api/http';
import type { Version } from '../versions';

const BODY =
  '{"metadata":{},"status":"Failure","message":"Timeout: request did not complete within the allotted timeout","reason":"Timeout","details":{},"code":504}\n';

export function gatewayTimeout(version: Version, chunked: boolean): string {
  const audit = version.has('auditIdHeader') ? `Audit-Id: ${randomUUID()}\r\n` : '';
  const framing = `Date: ${new Date().toUTCString()}\r\nContent-Length: ${BODY.length}\r\nContent-Type: text/plain; charset=utf-8${chunked ? '\r\nConnection: close' : ''}`;
  return `HTTP/1.1 504 Gateway Timeout\r\n${audit}Cache-Control: no-cache, private\r\n${framing}\r\n\r\n${BODY}`;
}

/** The same over HTTP/2. */
export const gatewayTimeoutResponse = (version: Version): ApiResponse => ({
  status: 504,
  headers: {
    ...(version.has('auditIdHeader') && { 'Audit-Id': randomUUID() }),
    'Cache-Control': 'no-cache, private',
    'Content-Type': 'text/plain; charset=utf-8',
  },
  body: BODY,
});
