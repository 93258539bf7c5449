/**
 * exec, attach and port-forward to the kubelet of a node. A kubelet that does not know the newer WebSockets is spoken to over SPDY: what
 * a client sends in channels of v5 is translated, and SPDY in a WebSocket is taken out of it.
 * After k8s.io/kubernetes/pkg/registry/core/pod/rest/subresources.go and k8s.io/apiserver/pkg/util/proxy (streamtranslator.go, streamtunnel.go).
 */
import type { HandlerResult, Call } from '../api/registry';
import type { ServerOptions } from '../api/options';
import { badRequest, internalError, PlainTextError, type StatusError } from '../errors/status-error';
import { firstHeader } from '../golang/http-header';
import { isUpgrade, isWebSocket, listOf } from '../../streaming/upgrade';
import { runRemoteCommand } from '../../streaming/remote-command/run-remote-command';
import { serveTranslatedCommand, type RemoteCommand, type RemoteCommandOptions } from '../../streaming/remote-command/serve-remote-command';
import type { Outcome } from '../../streaming/remote-command/status';
import { acceptWebSocket } from '../../streaming/websocket/handshake';
import { isTunnel, Tunnel, TUNNEL_PREFIX } from '../../streaming/websocket/tunnel';
import { statusOf } from '../response/status';
import { forwardedHeaders } from './forwarded-headers';
import type { Kubelet } from './kubelet-location';
import type { Location } from './location';
import { headersOf, type BackendAnswer } from './send';
import { checkMayTakeOver, dialForUpgrade, joined, proxyUpgrade, refusedUpgrade } from './upgrade';

const V5 = 'v5.channel.k8s.io';
const PROTOCOLS = ['v4.channel.k8s.io', 'v3.channel.k8s.io', 'v2.channel.k8s.io', 'channel.k8s.io'];
const LONGEST_REFUSAL = 1024 * 1024;
/** Of a WebSocket's handshake; what the backend is asked is a handshake of SPDY. */
const OF_WEBSOCKETS = [
  'sec-websocket-protocol',
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-extensions',
  'upgrade',
  'x-stream-protocol-version',
];

interface Streamed {
  readonly kubelet: Kubelet;
  readonly location: Location;
}

/** Whether the kubelet translates by itself. */
const kubeletTranslates = ({ kubelet }: Streamed, { version }: ServerOptions): boolean =>
  version.isEnabled('ExtendWebSocketsToKubelet') === true && kubelet.declaredFeatures.includes('ExtendWebSocketsToKubelet');

/** exec and attach. */
export function remoteCommand(call: Call, options: ServerOptions, streamed: Streamed, asked: RemoteCommandOptions): HandlerResult | Promise<HandlerResult> {
  const { request } = call;
  if (!isUpgrade(request)) throw badRequest('Upgrade request required');
  const isV5 = isWebSocket(request) && listOf(request, 'sec-websocket-protocol').includes(V5);
  const isTranslated = isV5 && options.version.isEnabled('TranslateStreamCloseWebsocketRequests') === true && !kubeletTranslates(streamed, options);
  return isTranslated ? translated(call, options, streamed.location, asked) : proxyUpgrade(call, options, streamed.location);
}

export function portForward(call: Call, options: ServerOptions, streamed: Streamed): HandlerResult | Promise<HandlerResult> {
  const { request } = call;
  if (!isUpgrade(request)) throw badRequest('Upgrade request required');
  const isInTunnel = isWebSocket(request) && listOf(request, 'sec-websocket-protocol').some(isTunnel);
  const isTranslated = isInTunnel && options.version.isEnabled('PortForwardWebsockets') === true && !kubeletTranslates(streamed, options);
  return isTranslated ? tunnelled(call, options, streamed.location) : proxyUpgrade(call, options, streamed.location);
}

/** Without the type, as Go writes a Status that is not an answer. */
function failure(error: StatusError, { version }: ServerOptions): Outcome {
  const { kind: _kind, apiVersion: _apiVersion, ...status } = statusOf(error, version);
  return { status };
}

async function refusalOf({ response }: BackendAnswer): Promise<StatusError> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length > LONGEST_REFUSAL) break;
  }
  return internalError(`unable to upgrade connection: ${Buffer.concat(parts).toString().trim()}`);
}

const internal = (error: unknown): StatusError => internalError(error instanceof Error ? error.message : String(error));

function translated(call: Call, options: ServerOptions, location: Location, asked: RemoteCommandOptions): HandlerResult {
  checkMayTakeOver(call);
  return {
    status: 101,
    takeOver: async (connection) => {
      const command = serveTranslatedCommand(call.request, connection, asked);
      await command?.finish(await outcomeOf(command, options, location, asked.tty));
    },
  };
}

async function outcomeOf(command: RemoteCommand, options: ServerOptions, location: Location, tty: boolean): Promise<Outcome> {
  const headers = { connection: 'Upgrade', upgrade: 'SPDY/3.1', 'x-stream-protocol-version': PROTOCOLS };
  try {
    const answer = await dialForUpgrade(location, 'POST', headers, options);
    if (!answer.upgraded) return failure(await refusalOf(answer), options);
    const protocol = firstHeader({ headers: answer.response.headers }, 'x-stream-protocol-version');
    const { stdin, stdout, stderr, onResize, closed: aborted } = command;
    const outcome = await runRemoteCommand(answer, protocol, { stdin, stdout, stderr, tty, onResize, aborted });
    return 'error' in outcome ? failure(internalError(outcome.error), options) : outcome;
  } catch (error) {
    return failure(internal(error), options);
  }
}

async function tunnelled(call: Call, options: ServerOptions, location: Location): Promise<HandlerResult> {
  checkMayTakeOver(call);
  const { request } = call;
  const protocols = listOf(request, 'sec-websocket-protocol')
    .filter(isTunnel)
    .map((protocol) => protocol.slice(TUNNEL_PREFIX.length));
  const kept = Object.entries(forwardedHeaders(request, options, true)).filter(([name]) => !OF_WEBSOCKETS.includes(name));
  const headers = { ...Object.fromEntries(kept), host: firstHeader(request, 'host'), upgrade: 'SPDY/3.1', 'x-stream-protocol-version': protocols };
  const answer = await dialForUpgrade(location, 'POST', headers, options);
  if (!answer.upgraded) return refusedUpgrade(answer);
  if (!/spdy\/3\.1/i.test(answer.response.headers.upgrade ?? '')) {
    answer.socket.destroy();
    throw new PlainTextError(500, 'unable to upgrade: missing upgrade headers in response');
  }
  const chosen = headersOf(answer.response).find(([name]) => name.toLowerCase() === 'x-stream-protocol-version')?.[1] ?? '';
  return {
    status: 101,
    takeOver: async (connection) => {
      if (acceptWebSocket(request, connection, [`${TUNNEL_PREFIX}${chosen}`]) === undefined) {
        answer.socket.destroy();
        return;
      }
      if (answer.head.length > 0) answer.socket.unshift(Buffer.from(answer.head));
      await joined(new Tunnel(connection, false), answer.socket);
    },
  };
}
