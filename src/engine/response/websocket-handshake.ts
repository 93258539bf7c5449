/**
 * The handshake of a watch over a WebSocket. Its answers are written past everything that adds headers.
 * After golang.org/x/net/websocket hybi.go and server.go.
 */
import { firstHeader } from '../golang/http-header';
import { acceptanceOf, BEARER_PROTOCOL } from '../../streaming/websocket/handshake';
import type { ApiRequest, ApiResponse, ResponseStream } from '../api/http';

type Handshake = Pick<ApiResponse, 'status' | 'headers' | 'body'>;

const refusal = (status: number, body: string, headers: ApiResponse['headers'] = {}): Handshake => ({ status, headers, body });

export function asksForWebSocket(request: ApiRequest): boolean {
  const options = firstHeader(request, 'connection').toLowerCase().split(',');
  return firstHeader(request, 'upgrade').toLowerCase() === 'websocket' && options.some((option) => option.trim() === 'upgrade');
}

/** Those that are meant for the watch: authentication takes the token out where it is what authenticates. */
function protocolsOf(request: ApiRequest): readonly string[] {
  const protocols = firstHeader(request, 'sec-websocket-protocol').trim();
  if (protocols === '') return [];
  const all = protocols.split(',').map((protocol) => protocol.trim());
  return firstHeader(request, 'authorization') === '' ? all.filter((protocol) => !protocol.startsWith(BEARER_PROTOCOL)) : all;
}

/** url.ParseRequestURI takes an absolute URL or an absolute path. */
function isRequestUri(text: string): boolean {
  if (/%(?![\da-f]{2})/i.test(text) || /[\0-\x20\x7f]/.test(text)) return false;
  return text.startsWith('/') || /^[a-z][a-z\d+.-]*:./i.test(text);
}

function handshake(request: ApiRequest): Handshake {
  const key = firstHeader(request, 'sec-websocket-key');
  if (key === '') return refusal(400, 'mismatch challenge/response');
  if (firstHeader(request, 'sec-websocket-version') !== '13') return refusal(400, 'missing or bad WebSocket Version', { 'Sec-WebSocket-Version': '13' });
  const origin = firstHeader(request, 'origin');
  if (origin === '' || !isRequestUri(origin)) return refusal(403, '');
  const [protocol, ...more] = protocolsOf(request);
  if (more.length > 0) return refusal(400, '');
  const headers = {
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Accept': acceptanceOf(key),
    ...(protocol !== undefined && { 'Sec-WebSocket-Protocol': protocol }),
  };
  return { status: 101, headers, body: '' };
}

/** A stream is sent when the handshake succeeds. */
export function webSocketAnswer(request: ApiRequest, stream: ResponseStream): ApiResponse {
  const answer = handshake(request);
  return { ...answer, isWebSocket: true, ...(answer.status === 101 && { stream }) };
}
