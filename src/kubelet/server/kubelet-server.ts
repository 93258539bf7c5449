/**
 * The port of a kubelet: health, pods, logs, and commands in containers, for the API server above all. Each request is authenticated and
 * authorized first. Upstream: pkg/kubelet/server/server.go
 */
import https from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AddressInfo } from 'node:net';
import { isUpgrade } from '../../streaming/upgrade';
import type { Kubelet } from '../kubelet';
import { containersOf, type Container, type Pod } from '../pod';
import type { ContainerInfo } from '../runtime/runtime';
import { authenticate, type AuthenticationOptions } from './authentication';
import { attributesOf, refusal } from './authorization';
import { logOptions, writeLog } from './container-logs';
import { serveAttach, serveExec, serveForward, type StreamTarget } from './streams';

export interface KubeletServerOptions extends AuthenticationOptions {
  readonly certificatePem: string;
  readonly keyPem: string;
  /** authentication.x509.clientCAFile */
  readonly clientCaPem: string | undefined;
  /** authorization.mode */
  readonly authorization: 'AlwaysAllow' | 'Webhook';
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

const text = (status: number, body: string): Answer => ({ status, body, type: 'text/plain; charset=utf-8' });
const json = (value: unknown): Answer => ({ status: 200, body: JSON.stringify(value), type: 'application/json' });

/** namespace, pod, UID where there is one, and container. */
interface Place {
  readonly namespace: string;
  readonly name: string;
  readonly container: string;
}

function placeOf(parts: readonly string[], hasContainer: boolean): Place {
  const [namespace = '', name = '', ...rest] = parts.map(decodeURIComponent);
  return { namespace, name, container: hasContainer ? (rest.at(-1) ?? '') : '' };
}

export class KubeletServer {
  readonly #server: https.Server;

  constructor(
    readonly kubelet: Kubelet,
    readonly options: KubeletServerOptions,
  ) {
    const { certificatePem, keyPem, clientCaPem } = options;
    const trust = clientCaPem === undefined ? {} : { ca: clientCaPem, requestCert: true, rejectUnauthorized: false };
    this.#server = https.createServer({ cert: certificatePem, key: keyPem, ...trust });
    this.#server.on('request', (request, response) => void this.#handle(request, response).catch(() => response.destroy()));
    this.#server.on(
      'upgrade',
      (request: IncomingMessage, socket: Duplex, head: Uint8Array) => void this.#upgrade(request, socket, head).catch(() => socket.destroy()),
    );
  }

  /** Resolves to the port. */
  listen(port: number, address: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, address, () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** What refuses the request; undefined: it goes on. */
  async #refused(request: IncomingMessage, path: string): Promise<Answer | undefined> {
    const { client, node, version } = this.kubelet.context;
    const user = await authenticate(request, client, this.options);
    if (user === undefined) return text(401, 'Unauthorized');
    if (this.options.authorization === 'AlwaysAllow') return undefined;
    const why = await refusal(client, node.name, user, attributesOf(request.method ?? 'GET', path, version));
    return why === undefined ? undefined : text(403, why);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'https://kubelet');
    const answer = (await this.#refused(request, url.pathname)) ?? (await this.#answer(url, response));
    if (answer === undefined) return;
    response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/plain' });
    response.end(answer.body);
  }

  async #answer(url: URL, response: ServerResponse): Promise<Answer | undefined> {
    const [, first = '', ...rest] = url.pathname.split('/');
    const { node } = this.kubelet.context;
    switch (first) {
      case 'healthz':
        return text(200, 'ok');
      case 'pods':
      case 'runningpods':
        return json({ kind: 'PodList', apiVersion: 'v1', metadata: {}, items: this.kubelet.pods() });
      case 'containerLogs':
        return this.#logs(placeOf(rest, true), url, response);
      case 'exec':
      case 'attach':
      case 'portForward':
        return text(400, 'Upgrade request required');
      case 'metrics':
        return { ...text(200, this.#metrics()), type: 'text/plain; version=0.0.4; charset=utf-8' };
      case 'stats':
        return json({
          node: { nodeName: node.name },
          pods: this.kubelet.pods().map(({ metadata: { name, namespace, uid } }) => ({ podRef: { name, namespace, uid } })),
        });
      default:
        return text(404, '404 page not found\n');
    }
  }

  #metrics(): string {
    const { runtime } = this.kubelet.context;
    const pods = this.kubelet.pods();
    const running = pods.flatMap(({ metadata }) => runtime.containers(metadata.uid)).filter(({ state }) => state === 'running').length;
    return `# HELP kubelet_running_containers [BETA] Number of containers currently running\n# TYPE kubelet_running_containers gauge\nkubelet_running_containers{container_state="running"} ${running}\n# HELP kubelet_running_pods [BETA] Number of pods that have a running pod sandbox\n# TYPE kubelet_running_pods gauge\nkubelet_running_pods ${pods.length}\n`;
  }

  #find({ namespace, name, container }: Place): { readonly pod?: Pod; readonly container?: Container; readonly latest?: ContainerInfo } {
    const pod = this.kubelet.pods().find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
    if (pod === undefined) return {};
    const found = containersOf(pod).find((each) => each.name === container);
    const latest = this.kubelet.context.runtime.containers(pod.metadata.uid).findLast((info) => info.name === container);
    return { pod, ...(found && { container: found }), ...(latest && { latest }) };
  }

  async #logs(place: Place, url: URL, response: ServerResponse): Promise<Answer | undefined> {
    const { pod, container, latest } = this.#find(place);
    if (pod === undefined) return text(404, `pod "${place.name}" does not exist`);
    if (container === undefined) return text(404, `container "${place.container}" not found in pod "${place.name}"`);
    const { runtime, clock } = this.kubelet.context;
    const known = runtime.containers(pod.metadata.uid).filter(({ name }) => name === container.name);
    const isPrevious = url.searchParams.get('previous') === 'true';
    const info = isPrevious ? known.at(-2) : latest;
    if (isPrevious && info === undefined) return text(400, `previous terminated container "${container.name}" in pod "${pod.metadata.name}" not found`);
    if (info === undefined) {
      const reason = this.kubelet.context.statuses.get(pod)?.containerStatuses?.find(({ name }) => name === container.name)?.state.waiting?.reason;
      return text(400, `container "${container.name}" in pod "${pod.metadata.name}" is waiting to start: ${reason ?? 'no logs yet'}`);
    }
    response.writeHead(200, { 'content-type': 'text/plain' });
    const current = (): ContainerInfo | undefined => runtime.containers(pod.metadata.uid).find(({ id }) => id === info.id);
    await writeLog(current, info.logPath, logOptions(url.searchParams, clock.now()), clock, response);
    response.end();
    return undefined;
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Uint8Array): Promise<void> {
    const refuse = ({ status, body }: Answer): void => {
      socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
    };
    const url = new URL(request.url ?? '/', 'https://kubelet');
    const refused = await this.#refused(request, url.pathname);
    if (refused !== undefined) return refuse(refused);
    if (!isUpgrade(request)) return refuse(text(400, 'Upgrade request required'));
    const [, first = '', ...rest] = url.pathname.split('/');
    const { runtime } = this.kubelet.context;
    const { pod, latest } = this.#find(placeOf(rest, first !== 'portForward'));
    if (pod === undefined) return refuse(text(404, 'pod does not exist'));
    const target: StreamTarget = { runtime, pod, request, connection: { socket, head }, query: url.searchParams };
    if (first === 'portForward') return serveForward(target);
    if (latest === undefined) return refuse(text(404, `container not found ("${rest.at(-1) ?? ''}")`));
    if (first === 'exec') return serveExec(target, latest);
    if (first === 'attach') return serveAttach(target, latest);
    refuse(text(404, '404 page not found\n'));
  }
}
