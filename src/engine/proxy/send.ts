/** One request to a backend. What goes wrong before there is an answer is for the caller to word. */
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ApiRequest } from '../api/http';
import { urlOf, type Location } from './location';

export type BackendAnswer =
  | { readonly upgraded: false; readonly response: http.IncomingMessage }
  | { readonly upgraded: true; readonly response: http.IncomingMessage; readonly socket: Duplex; readonly head: Uint8Array };

export interface BackendRequest {
  readonly method: string;
  readonly headers: ApiRequest['headers'];
  readonly body?: Uint8Array;
}

/** What the other components of Kubernetes wait for a connection. */
const DIAL_MILLISECONDS = 30_000;

export function send(location: Location, { method, headers, body }: BackendRequest): Promise<BackendAnswer> {
  const isSecure = location.scheme === 'https';
  return new Promise((resolve, reject) => {
    // The certificate has to be of the place itself, whatever Host says.
    const tls = isSecure && { ...location.tls, servername: isIP(location.host) === 0 ? location.host : '' };
    const options = { method, headers: headers as http.OutgoingHttpHeaders, agent: false, ...tls };
    const request = (isSecure ? https : http).request(urlOf({ ...location, scheme: isSecure ? 'https' : 'http' }), options);
    const timer = setTimeout(() => request.destroy(Object.assign(new Error('i/o timeout'), { code: 'ETIMEDOUT', address: location.host })), DIAL_MILLISECONDS);
    const settle = (answer: BackendAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    request.on('socket', (socket) => socket.once(isSecure ? 'secureConnect' : 'connect', () => clearTimeout(timer)));
    request.on('response', (response) => settle({ upgraded: false, response }));
    request.on('upgrade', (response, socket, head) => settle({ upgraded: true, response, socket, head }));
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.end(body);
  });
}

/** As they came. */
export function headersOf({ rawHeaders }: http.IncomingMessage): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  return pairs;
}

const OF_THE_CONNECTION: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'date', 'trailer', 'te']);

/** The headers of an answer that goes on to the client. */
export function answerHeaders(response: http.IncomingMessage): Readonly<Record<string, string | readonly string[]>> {
  const headers = new Map<string, string[]>();
  for (const [name, value] of headersOf(response)) {
    if (OF_THE_CONNECTION.has(name.toLowerCase())) continue;
    headers.set(name, [...(headers.get(name) ?? []), value]);
  }
  return Object.fromEntries([...headers].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]));
}
