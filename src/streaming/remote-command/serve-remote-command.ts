/**
 * The server's end of exec and attach: the streams that a client asks for, over SPDY or a WebSocket, and how the command ended.
 * After k8s.io/cri-streaming/pkg/streaming/remotecommand (httpstream.go, websocket.go) and, for v5, k8s.io/apiserver/pkg/util/proxy/websocket.go.
 */
import type { Duplex, Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { acceptSpdy, isWebSocket, refuse, spdyProtocol, type Connection, type UpgradeRequest } from '../upgrade';
import { SpdyConnection } from '../spdy/spdy-connection';
import type { SpdyStream } from '../spdy/spdy-stream';
import { Channels, type Direction } from '../websocket/channels';
import { acceptWebSocket } from '../websocket/handshake';
import { onSizes, type TerminalSize } from './terminal-size';
import { writtenStatus, type Outcome } from './status';

export interface RemoteCommandOptions {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
}

export interface RemoteCommand {
  readonly stdin: Readable | undefined;
  readonly stdout: Writable | undefined;
  readonly stderr: Writable | undefined;
  onResize(listener: (size: TerminalSize) => void): void;
  /** Resolves when the client is gone, or all is said. */
  readonly closed: Promise<void>;
  /** Ends the streams, says how the command ended, and closes. */
  finish(outcome: Outcome): Promise<void>;
}

/** STREAM_CREATION_TIMEOUT of the kubelet. */
const CREATION_MILLISECONDS = 30_000;
const SPDY_PROTOCOLS = ['v4.channel.k8s.io', 'v3.channel.k8s.io', 'v2.channel.k8s.io', 'channel.k8s.io'];
const WEBSOCKET_PROTOCOLS = ['', 'channel.k8s.io', 'base64.channel.k8s.io', 'v4.channel.k8s.io', 'v4.base64.channel.k8s.io'];
const V5 = 'v5.channel.k8s.io';

const hasStatus = (protocol: string): boolean => /^v[45]\./.test(protocol);
const hasResize = (protocol: string): boolean => /^v[34]\./.test(protocol);

const ended = async (stream: Writable | undefined): Promise<void> => {
  if (stream === undefined || stream.destroyed) return;
  stream.end();
  await finished(stream, { readable: false }).catch(() => undefined);
};

interface Streams {
  readonly stdin?: Duplex | undefined;
  readonly stdout?: Duplex | undefined;
  readonly stderr?: Duplex | undefined;
  readonly error: Duplex;
  readonly resize?: Duplex | undefined;
}

function commandOf(streams: Streams, protocol: string, closed: Promise<void>, close: () => void): RemoteCommand {
  const { stdin, stdout, stderr, error, resize } = streams;
  // Nothing is read of them, but their end.
  for (const stream of [stdout, stderr, error]) stream?.resume();
  return {
    stdin,
    stdout,
    stderr,
    closed,
    onResize: (listener) => resize !== undefined && onSizes(resize, listener),
    async finish(outcome) {
      await Promise.all([ended(stdout), ended(stderr)]);
      const status = writtenStatus(outcome, hasStatus(protocol));
      if (status !== '') error.write(status);
      await ended(error);
      close();
      await closed;
    },
  };
}

/** Undefined where the client is refused, or does not open the streams that it asked for. */
export async function serveRemoteCommand(request: UpgradeRequest, connection: Connection, options: RemoteCommandOptions): Promise<RemoteCommand | undefined> {
  return isWebSocket(request) ? overWebSocket(request, connection, options, [V5, ...WEBSOCKET_PROTOCOLS]) : overSpdy(request, connection, options);
}

/** Of v5 alone, as an API server serves what it passes on over SPDY. */
export const serveTranslatedCommand = (request: UpgradeRequest, connection: Connection, options: RemoteCommandOptions): RemoteCommand | undefined =>
  overWebSocket(request, connection, options, [V5]);

function overWebSocket(
  request: UpgradeRequest,
  connection: Connection,
  { stdin, stdout, stderr }: RemoteCommandOptions,
  supported: readonly string[],
): RemoteCommand | undefined {
  const protocol = acceptWebSocket(request, connection, supported);
  if (protocol === undefined) return undefined;
  const written = (isAsked: boolean): Direction => (isAsked ? 'write' : 'ignore');
  const channels = new Channels(connection, protocol, [stdin ? 'read' : 'ignore', written(stdout), written(stderr), 'write', 'read']);
  const [input, output, errors, error, resize] = channels.streams;
  if (error === undefined) return undefined;
  // An empty message says that the connection is there.
  channels.send(stdout ? 1 : stderr ? 2 : 3, Buffer.alloc(0), () => undefined);
  const streams: Streams = { stdin: stdin ? input : undefined, stdout: stdout ? output : undefined, stderr: stderr ? errors : undefined, error, resize };
  return commandOf(streams, protocol, channels.webSocket.closed, () => channels.webSocket.close());
}

async function overSpdy(request: UpgradeRequest, connection: Connection, options: RemoteCommandOptions): Promise<RemoteCommand | undefined> {
  const answer = spdyProtocol(request, SPDY_PROTOCOLS);
  if ('body' in answer) {
    refuse(connection, answer);
    return undefined;
  }
  const { protocol } = answer;
  acceptSpdy(connection, protocol);
  const wanted = ['error', ...(['stdin', 'stdout', 'stderr'] as const).filter((name) => options[name])];
  if (options.tty && hasResize(protocol)) wanted.push('resize');
  const { spdy, streams } = await openedStreams(connection, wanted);
  const error = streams.get('error');
  if (streams.size < wanted.length || error === undefined) {
    spdy.close();
    return undefined;
  }
  const [stdin, stdout, stderr, resize] = ['stdin', 'stdout', 'stderr', 'resize'].map((name) => streams.get(name));
  return commandOf({ stdin, stdout, stderr, error, resize }, protocol, spdy.closed, () => spdy.close());
}

interface Opened {
  readonly spdy: SpdyConnection;
  readonly streams: ReadonlyMap<string, SpdyStream>;
}

/** Waits for the streams that are wanted, which a client may fail to open. */
function openedStreams({ socket, head }: Connection, wanted: readonly string[]): Promise<Opened> {
  const streams = new Map<string, SpdyStream>();
  return new Promise((resolve) => {
    const spdy: SpdyConnection = new SpdyConnection(socket, head, true, (stream) => {
      const type = stream.headers.get('streamtype') ?? '';
      if (!wanted.includes(type)) return;
      streams.set(type, stream);
      // The reply to the last stream goes out before anything else.
      if (streams.size === wanted.length) setImmediate(settle);
    });
    const settle = (): void => {
      clearTimeout(timer);
      resolve({ spdy, streams });
    };
    const timer = setTimeout(settle, CREATION_MILLISECONDS);
    void spdy.closed.then(settle);
  });
}
