/**
 * The handshake of a WebSocket, as kube-apiserver and kubelet answer it where a client asks for streams.
 * After golang.org/x/net/websocket (hybi.go, server.go) and k8s.io/streaming/pkg/httpstream/wsstream/conn.go.
 */
import { createHash } from 'node:crypto';
import { listOf, valuesOf, type Connection, type UpgradeRequest } from '../upgrade';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** A subprotocol that begins so carries a token: a browser cannot set headers. Upstream: k8s.io/apiserver/pkg/authentication/request/websocket/protocol.go */
export const BEARER_PROTOCOL = 'base64url.bearer.authorization.k8s.io.';

export const acceptanceOf = (key: string): string => createHash('sha1').update(`${key}${GUID}`).digest('base64');

/** Answers, and reports the protocol ('' where none is asked for); undefined where the handshake is refused and the connection ends. */
export function acceptWebSocket(request: UpgradeRequest, { socket }: Connection, supported: readonly string[]): string | undefined {
  const refused = (head: string, body = ''): undefined => void socket.end(`HTTP/1.1 ${head}\r\n\r\n${body}`);
  const [key = ''] = valuesOf(request, 'sec-websocket-key');
  if (key === '') return refused('400 Bad Request', 'mismatch challenge/response');
  if (valuesOf(request, 'sec-websocket-version')[0] !== '13')
    return refused('400 Bad Request\r\nSec-WebSocket-Version: 13', 'missing or bad WebSocket Version');
  const asked = listOf(request, 'sec-websocket-protocol');
  const protocol = (asked.length === 0 ? [''] : asked).find((one) => supported.includes(one));
  if (protocol === undefined) return refused('403 Forbidden');
  const lines = ['101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${acceptanceOf(key)}`];
  socket.write(`HTTP/1.1 ${[...lines, ...(protocol === '' ? [] : [`Sec-WebSocket-Protocol: ${protocol}`])].join('\r\n')}\r\n\r\n`);
  return protocol;
}
