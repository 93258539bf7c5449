/**
 * One POST to a webhook. What goes wrong before there is an answer is worded as Go's HTTP client words it. A redirection is followed
 * as that client follows it, but only to the same host.
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

/** What a client says that waited too long: one with a timeout of its own, and one whose request has a deadline. */
export const CLIENT_TIMEOUT = 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
export const CONTEXT_TIMEOUT = 'context deadline exceeded';

export type Call = (body: string) => Promise<WebhookResponse>;

interface HttpCall {
  readonly method: 'POST' | 'GET';
  readonly url: URL;
  readonly body?: string;
}

const MOST_REDIRECTIONS = 10;

/** As it was written: a URL leaves out the port that its scheme has anyway. */
function written({ href, host }: URL, address: string): string {
  const given = /^[a-z]+:\/\/([^/?#]*)/i.exec(address)?.[1] ?? host;
  return given !== host && given.toLowerCase().startsWith(`${host}:`) ? href.replace(`//${host}`, `//${given}`) : href;
}

/** Where a redirection leads, and how it is asked. */
function redirected({ url, body }: HttpCall, { statusCode = 0, headers: { location } }: http.IncomingMessage): HttpCall | undefined {
  if (location === undefined || ![301, 302, 303, 307, 308].includes(statusCode)) return undefined;
  const next = new URL(location, url);
  if (next.host !== url.host) return undefined;
  return statusCode > 303 ? { method: 'POST', url: next, ...(body !== undefined && { body }) } : { method: 'GET', url: next };
}

/** Connections are kept; those that idle keep no process alive. */
export function callOf(connection: Connection, timeout: number, version: Version, timedOut = CLIENT_TIMEOUT): Call {
  const { url: address, authority, certificate, key, serverName, insecure, authorization, dial } = connection;
  const target = new URL(address);
  target.searchParams.set('timeout', formatDuration(timeout));
  const secure = target.protocol === 'https:';
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

  const headersOf = ({ url, body }: HttpCall): http.OutgoingHttpHeaders => ({
    ...(dial && { host: url.host }),
    accept: 'application/json, */*',
    ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    ...(authorization !== undefined && { authorization }),
  });
  const sent = (exchange: HttpCall, signal: AbortSignal): Promise<http.IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { method, url, body } = exchange;
      const options = { method, agent, headers: headersOf(exchange), signal, ...dial?.() };
      (secure ? https : http).request(url, options, resolve).on('error', reject).end(body);
    });
  const failure = ({ method, url }: HttpCall, error: NodeJS.ErrnoException): CallError => {
    const isTimeout = error.name === 'AbortError' || error.name === 'TimeoutError';
    const why = isTimeout ? timedOut : networkError(error, version);
    return new CallError(`${method === 'GET' ? 'Get' : 'Post'} ${quote(written(url, address))}: ${why}`, error.code === 'ECONNRESET');
  };
  return async (body) => {
    let exchange: HttpCall = { method: 'POST', url: target, body };
    const signal = AbortSignal.timeout(timeout);
    try {
      for (let redirections = 0; ; redirections += 1) {
        const response = await sent(exchange, signal);
        const next = redirections < MOST_REDIRECTIONS ? redirected(exchange, response) : undefined;
        const parts: Buffer[] = [];
        for await (const part of response) parts.push(part as Buffer);
        if (next === undefined)
          return {
            status: response.statusCode ?? 0,
            contentType: response.headers['content-type'] ?? '',
            retryAfter: response.headers['retry-after'] !== undefined,
            text: Buffer.concat(parts).toString(),
          };
        exchange = next;
      }
    } catch (error) {
      throw failure(exchange, error as NodeJS.ErrnoException);
    }
  };
}
