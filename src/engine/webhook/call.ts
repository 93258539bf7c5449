/**
 * One POST to a webhook. What goes wrong before there is an answer is worded as Go's HTTP client words it.
 * After k8s.io/client-go/rest and net/http.
 */
import * as http from 'node:http';
import * as https from 'node:https';
import { quote } from '../golang/quote';
import { formatDuration } from '../golang/duration';
import { networkError } from '../errors/network-error';
import type { Version } from '../versions';
import type { Connection } from './connection';

export interface WebhookResponse {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: boolean;
  readonly text: string;
}

/** No answer came; only a connection that was reset is worth another try. */
export class CallError extends Error {
  constructor(
    message: string,
    readonly isReset: boolean,
  ) {
    super(message);
  }
}

/** In milliseconds; no flag changes it. */
export const WEBHOOK_TIMEOUT = 30_000;

export type Call = (body: string) => Promise<WebhookResponse>;

/** Connections are kept; those that idle keep no process alive. */
export function callOf(connection: Connection, timeout: number, version: Version): Call {
  const { url: address, authority, certificate, key, serverName, insecure, authorization } = connection;
  const url = new URL(address);
  url.searchParams.set('timeout', formatDuration(timeout));
  const secure = url.protocol === 'https:';
  const agent = secure
    ? new https.Agent({
        keepAlive: true,
        rejectUnauthorized: !insecure,
        ...(authority && { ca: authority }),
        ...(certificate && { cert: certificate }),
        ...(key && { key }),
        ...(serverName !== undefined && { servername: serverName }),
      })
    : new http.Agent({ keepAlive: true });
  const failed = (why: string, isReset = false): CallError => new CallError(`Post ${quote(url.href)}: ${why}`, isReset);
  return (body) =>
    new Promise((resolve, reject) => {
      const headers = {
        accept: 'application/json, */*',
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...(authorization !== undefined && { authorization }),
      };
      const request = (secure ? https : http).request(url, { method: 'POST', agent, headers, signal: AbortSignal.timeout(timeout) }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', (error) => reject(failed(networkError(error, version))));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            retryAfter: response.headers['retry-after'] !== undefined,
            text: Buffer.concat(parts).toString(),
          }),
        );
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        const isTimeout = error.name === 'AbortError' || error.name === 'TimeoutError';
        reject(
          isTimeout
            ? failed('context deadline exceeded (Client.Timeout exceeded while awaiting headers)')
            : failed(networkError(error, version), error.code === 'ECONNRESET'),
        );
      });
      request.end(body);
    });
}
