/**
 * What of a request goes on to a backend: not who the client is to the API server, and nothing that belongs to its connection.
 * After httputil.ReverseProxy of Go, and the filters of k8s.io/apiserver that take credentials out of a request.
 */
import { BEARER_PROTOCOL } from '../../streaming/websocket/handshake';
import type { ApiRequest } from '../api/http';
import type { ServerOptions } from '../api/options';
import { firstHeader } from '../golang/http-header';

const CREDENTIALS = ['authorization'];
const HOP_BY_HOP = [
  'connection',
  'proxy-connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
const FRAMING = ['content-length', 'transfer-encoding', 'expect'];

type Headers = Readonly<Record<string, string | readonly string[]>>;

function isOfFrontProxy(name: string, { requestHeader }: ServerOptions): boolean {
  const { usernameHeaders, uidHeaders, groupHeaders, extraHeadersPrefix } = requestHeader;
  const names = [...usernameHeaders, ...uidHeaders, ...groupHeaders].map((one) => one.toLowerCase());
  return names.includes(name) || extraHeadersPrefix.some((prefix) => name.startsWith(prefix.toLowerCase()));
}

const withoutToken = (value: string): string =>
  value
    .split(',')
    .map((protocol) => protocol.trim())
    .filter((protocol) => !protocol.startsWith(BEARER_PROTOCOL))
    .join(', ');

const addressOf = (remote: string): string => remote.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');

/** Names in lower case, without Host. */
export function forwardedHeaders(request: ApiRequest, options: ServerOptions, isUpgrade: boolean): Headers {
  const named = firstHeader(request, 'connection')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  const dropped = new Set([...CREDENTIALS, ...FRAMING, 'host', ...(isUpgrade ? [] : [...HOP_BY_HOP, ...named])]);
  const headers = Object.entries(request.headers).flatMap(([name, value]): readonly (readonly [string, string | readonly string[]])[] => {
    if (dropped.has(name) || name.startsWith('impersonate-') || isOfFrontProxy(name, options)) return [];
    return [[name, name === 'sec-websocket-protocol' && typeof value === 'string' ? withoutToken(value) : value]];
  });
  const before = firstHeader(request, 'x-forwarded-for');
  const client = addressOf(request.remoteAddress ?? '');
  const forwardedFor = client === '' ? [] : [['x-forwarded-for', before === '' ? client : `${before}, ${client}`] as const];
  return Object.fromEntries([...headers, ...forwardedFor]);
}
