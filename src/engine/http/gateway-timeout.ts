/**
 * The answer to a request whose body does not come, in time or at all. It is written around the handlers, so that net/http adds what they did not.
 * Upstream: baseTimeoutWriter of k8s.io/apiserver/pkg/server/filters/timeout.go
 */
import { randomUUID } from 'node:crypto';
import type { ApiResponse } from '../api/http';
import type { Version } from '../versions';

/** --request-timeout, as Go writes it. */
const ALLOTTED = '1m0s';

const bodyOf = (version: Version): string =>
  `{"metadata":{},"status":"Failure","message":"Timeout: request did not complete within ${version.has('timeoutNotNamed') ? 'the allotted timeout' : ALLOTTED}","reason":"Timeout","details":{},"code":504}\n`;

export function gatewayTimeout(version: Version, chunked: boolean): string {
  const audit = version.has('auditIdHeader') ? `Audit-Id: ${randomUUID()}\r\n` : '';
  const body = bodyOf(version);
  const framing = `Date: ${new Date().toUTCString()}\r\nContent-Length: ${body.length}\r\nContent-Type: text/plain; charset=utf-8${chunked ? '\r\nConnection: close' : ''}`;
  return `HTTP/1.1 504 Gateway Timeout\r\n${audit}Cache-Control: no-cache, private\r\n${framing}\r\n\r\n${body}`;
}

/** The same over HTTP/2. */
export const gatewayTimeoutResponse = (version: Version): ApiResponse => ({
  status: 504,
  headers: {
    ...(version.has('auditIdHeader') && { 'Audit-Id': randomUUID() }),
    'Cache-Control': 'no-cache, private',
    'Content-Type': 'text/plain; charset=utf-8',
  },
  body: bodyOf(version),
});
