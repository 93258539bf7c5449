/**
 * The server's end of port-forward: each pair of streams, for data and for what goes wrong, is a connection to a port.
 * After k8s.io/cri-streaming/pkg/streaming/portforward (httpstream.go, websocket.go) and, for tunnels, k8s.io/apiserver/pkg/util/proxy/streamtunnel.go.
 */
import type { Duplex } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { acceptSpdy, isWebSocket, listOf, refuse, spdyProtocol, type Connection, type UpgradeRequest } from '../upgrade';
import { SpdyConnection } from '../spdy/spdy-connection';
import type { SpdyStream } from '../spdy/spdy-stream';
import { Channels, type Direction } from '../websocket/channels';
import { acceptWebSocket } from '../websocket/handshake';
import { isTunnel, Tunnel, TUNNEL_PREFIX } from '../websocket/tunnel';

export interface PortForwardOptions {
  /** Named in the query; what a WebSocket without SPDY in it forwards. */
  readonly ports: readonly number[];
  /** Named in messages. */
  readonly pod: string;
  readonly uid: string;
  /** Connects to a port of the pod. Rejects with what is said to the client. */
  readonly dial: (port: number) => Promise<Duplex>;
}

const PROTOCOL = 'portforward.k8s.io';
const CREATION_MILLISECONDS = 30_000;
const WEBSOCKET_PROTOCOLS = ['', 'v4.channel.k8s.io', 'v4.base64.channel.k8s.io'];

/** Resolves when the connection is over. */
export async function servePortForward(request: UpgradeRequest, connection: Connection, options: PortForwardOptions): Promise<void> {
  if (!isWebSocket(request)) return overSpdy(request, connection, options);
  if (!listOf(request, 'sec-websocket-protocol').some(isTunnel)) return overWebSocket(request, connection, options);
  if (acceptWebSocket(request, connection, [`${TUNNEL_PREFIX}${PROTOCOL}`]) === undefined) return;
  await forwardStreams({ socket: new Tunnel(connection, false), head: Buffer.alloc(0) }, options);
}

async function overSpdy(request: UpgradeRequest, connection: Connection, options: PortForwardOptions): Promise<void> {
  const answer = spdyProtocol(request, [PROTOCOL]);
  if ('body' in answer) {
    refuse(connection, answer);
    return;
  }
  acceptSpdy(connection, answer.protocol);
  await forwardStreams(connection, options);
}

interface Pair {
  data?: SpdyStream;
  error?: SpdyStream;
  timer?: NodeJS.Timeout;
}

/** The port of a stream that may be forwarded. */
function portOf({ headers }: SpdyStream): number | undefined {
  const port = headers.get('port') ?? '';
  const type = headers.get('streamtype') ?? '';
  const isPort = /^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536;
  return isPort && (type === 'data' || type === 'error') ? Number(port) : undefined;
}

/** Clients from before there were ids make a pair of streams whose numbers follow each other. */
const requestOf = ({ headers, id }: SpdyStream): string => headers.get('requestid') ?? String(headers.get('streamtype') === 'error' ? id : id - 2);

async function forwardStreams({ socket, head }: Connection, options: PortForwardOptions): Promise<void> {
  const pairs = new Map<string, Pair>();
  const spdy = new SpdyConnection(socket, head, true, (stream) => {
    const port = portOf(stream);
    if (port === undefined) {
      stream.destroy();
      return;
    }
    const id = requestOf(stream);
    const pair: Pair = pairs.get(id) ?? {};
    const type = stream.headers.get('streamtype') === 'error' ? 'error' : 'data';
    if (pair[type] !== undefined) {
      pair.error?.write(`error processing stream for request ${id}: ${type} stream already assigned`);
      return;
    }
    pair[type] = stream;
    pairs.set(id, pair);
    const { data, error } = pair;
    if (data === undefined || error === undefined) {
      pair.timer = setTimeout(() => pairs.delete(id) && pair.error?.write(`(request=${id}) timed out waiting for streams`), CREATION_MILLISECONDS);
      return;
    }
    clearTimeout(pair.timer);
    pairs.delete(id);
    void forward(port, data, error, options).then((isGood) => {
      if (isGood) return;
      data.destroy();
      error.destroy();
    });
  });
  await spdy.closed;
  for (const { timer } of pairs.values()) clearTimeout(timer);
}

/** Reports whether the port could be reached. */
async function forward(port: number, data: Duplex, error: Duplex, { dial, pod, uid }: PortForwardOptions): Promise<boolean> {
  error.resume();
  try {
    const backend = await dial(port);
    const both = [pipeline(data, backend), pipeline(backend, data)];
    await Promise.allSettled(both);
    return true;
  } catch (failure) {
    error.write(`error forwarding port ${port} to pod ${pod}, uid ${uid}: ${failure instanceof Error ? failure.message : String(failure)}`);
    return false;
  } finally {
    data.end();
    error.end();
    await finished(error, { readable: false }).catch(() => undefined);
  }
}

async function overWebSocket(request: UpgradeRequest, connection: Connection, options: PortForwardOptions): Promise<void> {
  const protocol = acceptWebSocket(request, connection, WEBSOCKET_PROTOCOLS);
  if (protocol === undefined) return;
  const { ports } = options;
  const directions = ports.flatMap((): readonly Direction[] => ['both', 'write']);
  const { streams, webSocket } = new Channels(connection, protocol, directions);
  await Promise.all(
    ports.map(async (port, at) => {
      const [data, error] = [streams[2 * at], streams[2 * at + 1]];
      if (data === undefined || error === undefined) return;
      for (const stream of [data, error]) stream.write(Buffer.from([port & 0xff, port >>> 8]));
      await forward(port, data, error, options);
    }),
  );
  webSocket.close();
  await webSocket.closed;
}
