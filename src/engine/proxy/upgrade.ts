/**
 * A request whose connection leaves HTTP and goes on to a backend, byte for byte: exec, attach, port-forward, WebSockets of pods.
 * After tryUpgrade of k8s.io/apimachinery/pkg/util/proxy/upgradeaware.go.
 */
import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';
import type { TakeOver } from '../api/http';
import type { HandlerResult, Call } from '../api/registry';
import type { ServerOptions } from '../api/options';
import { networkError } from '../errors/network-error';
import { plainError } from '../errors/status-error';
import { firstHeader } from '../golang/http-header';
import { checkReach } from './addresses';
import { forwardedHeaders } from './forwarded-headers';
import type { Location } from './location';
import { answerHeaders, headersOf, send, type BackendAnswer } from './send';

/** Throws where the backend cannot be reached. */
export async function dialForUpgrade(
  location: Location,
  method: string,
  headers: Readonly<Record<string, string | readonly string[]>>,
  options: ServerOptions,
): Promise<BackendAnswer> {
  checkReach(location.host, options.kubelet);
  try {
    return await send(location, { method, headers: method === 'POST' ? { ...headers, 'content-length': '0' } : headers });
  } catch (error) {
    throw plainError(`error dialing backend: ${networkError(error as NodeJS.ErrnoException, options.version)}`);
  }
}

/** A connection that no answer can leave HTTP on: HTTP/2, and a call within the process. */
export function checkMayTakeOver({ request }: Call): void {
  if (request.mayTakeOver !== true) throw plainError('request connection cannot be hijacked');
}

/** What the backend said in place of an upgrade. */
export function refusedUpgrade({ response }: BackendAnswer): HandlerResult {
  const status = response.statusCode ?? 0;
  if (status < 400) {
    response.destroy();
    throw plainError(`invalid upgrade response: status code ${status}`);
  }
  return { status, forwarded: response, headers: { ...answerHeaders(response), Connection: 'close' } };
}

export async function proxyUpgrade(call: Call, options: ServerOptions, location: Location): Promise<HandlerResult> {
  checkMayTakeOver(call);
  const { request } = call;
  const headers = { ...forwardedHeaders(request, options, true), host: firstHeader(request, 'host') };
  const answer = await dialForUpgrade(location, request.method, headers, options);
  return answer.upgraded ? { status: 101, takeOver: passedThrough(answer) } : refusedUpgrade(answer);
}

const passedThrough =
  ({ response, socket: backend, head: first }: Extract<BackendAnswer, { readonly upgraded: true }>): TakeOver =>
  async ({ socket, head }) => {
    const lines = headersOf(response).map(([name, value]) => `${name}: ${value}`);
    socket.write(`HTTP/1.1 101 ${STATUS_CODES[101] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n`);
    if (first.length > 0) socket.write(first);
    if (head.length > 0) backend.write(head);
    await joined(socket, backend);
  };

/** Copies in both directions until one end is over; then the other ends too. */
export function joined(socket: Duplex, backend: Duplex): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      for (const one of [socket, backend]) if (!one.writableEnded) one.end();
      resolve();
    };
    for (const one of [socket, backend]) {
      one.on('error', end);
      one.once('close', end);
      one.once('end', end);
    }
    socket.pipe(backend, { end: false });
    backend.pipe(socket, { end: false });
  });
}
