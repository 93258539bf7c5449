/**
 * The start of a connection that leaves HTTP: what a request asks to go on with, and the answers that say so.
 * After k8s.io/streaming/pkg/httpstream/httpstream.go and spdy/upgrade.go.
 */
import type { Duplex } from 'node:stream';

/** By names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface UpgradeRequest {
  readonly method?: string | undefined;
  readonly headers: Headers;
}

/** A connection that was HTTP, and what of it was read too far. */
export interface Connection {
  readonly socket: Duplex;
  readonly head: Uint8Array;
}

export interface Refusal {
  readonly status: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body: string;
}

export const valuesOf = ({ headers }: Pick<UpgradeRequest, 'headers'>, name: string): readonly string[] => {
  // eslint-disable-next-line house/own-keys -- names are this program's
  const value = headers[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};

/** The values of a header that is a list. */
export const listOf = (request: Pick<UpgradeRequest, 'headers'>, name: string): readonly string[] =>
  valuesOf(request, name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');

export const isUpgrade = (request: Pick<UpgradeRequest, 'headers'>): boolean =>
  valuesOf(request, 'connection').some((value) => value.toLowerCase().includes('upgrade'));

export const isWebSocket = (request: Pick<UpgradeRequest, 'headers'>): boolean =>
  valuesOf(request, 'upgrade')[0]?.toLowerCase() === 'websocket' && isUpgrade(request);

/** Ends the connection. */
export function refuse({ socket }: Connection, { status, headers = [], body }: Refusal): void {
  const lines = [...headers.map(([name, value]) => `${name}: ${value}`), 'Content-Type: text/plain; charset=utf-8', 'X-Content-Type-Options: nosniff'];
  const text = `${body}\n`;
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`);
}

const PROTOCOL = 'x-stream-protocol-version';

/** The protocol of streams over SPDY that both ends know; a refusal where there is none. */
export function spdyProtocol(request: UpgradeRequest, supported: readonly string[]): { readonly protocol: string } | Refusal {
  if (valuesOf(request, PROTOCOL).length === 0) {
    const count = Object.keys(request.headers).length;
    return { status: '400 Bad Request', body: `unable to upgrade: header X-Stream-Protocol-Version does not exist in request with ${count} headers` };
  }
  const asked = listOf(request, PROTOCOL);
  const protocol = asked.find((one) => supported.includes(one));
  if (protocol === undefined)
    return {
      status: '403 Forbidden',
      headers: supported.map((one) => ['X-Accepted-Stream-Protocol-Versions', one] as const),
      body: `unable to upgrade: unable to negotiate protocol: client supports [${asked.join(' ')}], server accepts [${supported.join(' ')}]`,
    };
  if (!isUpgrade(request) || !(valuesOf(request, 'upgrade')[0] ?? '').toLowerCase().includes('spdy/3.1'))
    return { status: '400 Bad Request', body: 'unable to upgrade: missing upgrade headers in request' };
  return { protocol };
}

export function acceptSpdy({ socket }: Connection, protocol: string): void {
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: ${protocol}\r\n\r\n`);
}
