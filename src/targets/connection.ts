/**
 * Requests to the cluster of a kubeconfig's current context, over connections that are kept, with the credentials of that
 * context: certificates, tokens, programs that fetch them, proxies. How is for @kubernetes/client-node to say.
 */
import http from 'node:http';
import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import type { ApiRequest, ApiResponse, ReadStream, ReceivedResponse } from '../engine/api/http';
import { kubeconfigAround } from './kubeconfig-files';

/** A handshake costs more than to wait for one of a few connections. */
const CONNECTIONS = 4;

export interface Connection {
  readonly url: string;
  /** Of the context; undefined if it has none. */
  readonly namespace: string | undefined;
  send(request: ApiRequest): Promise<ApiResponse>;
  /** The same, but the answer to a watch comes in parts, while it lasts. */
  receive(request: ApiRequest): Promise<ReceivedResponse>;
  /** The same cluster, without credentials. */
  anonymous(): Connection;
  close(): void;
}

/** Names and values as they came, in their order. */
function headersOf(raw: readonly string[]): ApiResponse['headers'] {
  const headers = new Map<string, string | readonly string[]>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name = '', value = ''] = raw.slice(at, at + 2);
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(headers);
}

/** Text unless the server says otherwise. */
function bodyOf(chunks: readonly Buffer[], contentType = ''): string | Buffer {
  const bytes = Buffer.concat(chunks);
  return /protobuf|cbor|octet-stream/.test(contentType) ? bytes : bytes.toString();
}

/** A body as it comes. */
const streamOf = (response: http.IncomingMessage): ReadStream => ({
  subscribe: (chunk, end) => {
    response.setEncoding('utf8');
    response.on('data', chunk);
    response.once('close', end);
    response.on('error', () => undefined);
    return () => {
      response.off('close', end);
      response.destroy();
    };
  },
});

const isWatch = (target: string): boolean => new URLSearchParams(target.slice(target.indexOf('?') + 1)).get('watch') === 'true';

export function connectionTo(config: KubeConfig): Connection {
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new Error('The kubeconfig has no cluster.');
  const url = new URL(cluster.server);
  const { request: open } = url.protocol === 'http:' ? http : https;
  const prefix = url.pathname.replace(/\/$/, '');
  // The library requires this without TLS, where no certificate is checked.
  if (url.protocol === 'http:') Object.assign(cluster, { skipTLSVerify: true });
  const agents = new Map<string, http.Agent>();

  /** Credentials may be new ones each time; connections are kept for as long as the certificate is the same. A watch has one of its own. */
  async function options(isKept: boolean): Promise<https.RequestOptions> {
    const made: https.RequestOptions = {};
    await config.applyToHTTPSOptions(made).catch((error: unknown) => {
      throw new Error(`No credentials for ${cluster?.server ?? ''}: ${(error as Error).message.trim()}`, { cause: error });
    });
    if (!isKept) return made;
    const key = String(made.cert ?? '');
    const agent = agents.get(key) ?? Object.assign(made.agent as http.Agent, { keepAlive: true, maxSockets: CONNECTIONS });
    agents.set(key, agent);
    return { ...made, agent };
  }

  async function receive({ method, target, headers, body }: ApiRequest): Promise<ReceivedResponse> {
    const watches = isWatch(target);
    const { headers: credentials, auth, ...rest } = await options(!watches);
    return new Promise((resolve, reject) => {
      const failed = (error: Error): void => reject(new Error(`${cluster?.server ?? ''} cannot be reached: ${error.message}`, { cause: error }));
      const request = open(
        {
          ...rest,
          protocol: url.protocol,
          hostname: url.hostname.replace(/^\[|\]$/g, ''),
          port: url.port,
          method,
          path: prefix + target,
          ...(auth !== undefined && { auth }),
          headers: { ...credentials, ...(headers as http.OutgoingHttpHeaders), ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
        },
        (response) => {
          if (watches && response.statusCode === 200)
            return resolve({ status: 200, headers: headersOf(response.rawHeaders), body: '', stream: streamOf(response) });
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', failed);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: headersOf(response.rawHeaders), body: bodyOf(chunks, response.headers['content-type']) }),
          );
        },
      );
      request.on('error', failed);
      request.end(body);
    });
  }

  return {
    url: cluster.server,
    namespace: config.getContextObject(config.getCurrentContext())?.namespace,
    send: async (request) => (await receive(request)) as ApiResponse,
    receive,
    anonymous: () => connectionTo(kubeconfigAround({ ...cluster }, { name: 'anonymous' })),
    close: () => agents.forEach((agent) => agent.destroy()),
  };
}
