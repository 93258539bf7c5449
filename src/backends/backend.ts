/**
 * A program that the API server calls: the webhook of an authorizer, of an authenticator, of an admission plugin, the issuer of
 * tokens. An HTTPS server of this process that answers as configured and remembers what it was sent.
 */
import { createServer, type Server } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { Authority, KeyPair } from '../engine/http/certificates';

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** The common name in the certificate that the client showed. */
  readonly clientCertificate?: string;
  readonly body: string;
}

export interface BackendResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends the connection instead of an answer. */
  readonly hangsUp?: boolean;
}

/** What to answer; with undefined the client waits until it gives up. */
export type AnswerRequest = (request: ReceivedRequest) => BackendResponse | undefined | Promise<BackendResponse | undefined>;

export interface Backend {
  /** For example 127.0.0.1:41235. */
  readonly address: string;
  /** PEM of the authority of its certificate, and of the client certificates that it takes. */
  readonly authorityPem: string;
  /** A client certificate that it takes. */
  clientCertificate(name: string): Promise<KeyPair>;
  received(): readonly ReceivedRequest[];
  /** Forgets all but the first so many. */
  forget(kept: number): void;
  close(): Promise<void>;
}

export interface BackendOptions {
  /** Refuses connections without a client certificate of this authority. When absent, any certificate is requested and recorded. */
  readonly requireClientCertificate?: boolean;
  /** The port to listen on; a free one by default. */
  readonly port?: number;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

async function received(request: IncomingMessage): Promise<ReceivedRequest> {
  // Who shows no certificate has an empty one.
  const { subject } = (request.socket as TLSSocket).getPeerCertificate() as { readonly subject?: { readonly CN?: string } };
  return {
    method: request.method ?? '',
    target: request.url ?? '/',
    headers: request.headers,
    ...(subject?.CN !== undefined && { clientCertificate: subject.CN }),
    body: await textOf(request),
  };
}

const listening = (server: Server, wanted: number): Promise<number> =>
  new Promise((resolve, reject) => server.once('error', reject).listen(wanted, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/** Opens a backend with certificates of an authority. */
export async function openBackend(
  { authority, serving }: { readonly authority: Authority; readonly serving: KeyPair },
  answer: AnswerRequest,
  { requireClientCertificate = false, port: wanted = 0 }: BackendOptions,
): Promise<Backend> {
  let requests: readonly ReceivedRequest[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const taken = await received(request);
    requests = [...requests, taken];
    const given = await answer(taken);
    if (given?.hangsUp === true) request.socket.destroy();
    else if (given !== undefined) response.writeHead(given.status ?? 200, { ...given.headers }).end(given.body);
  };
  const server = createServer(
    {
      key: serving.keyPem,
      cert: serving.certificatePem,
      requestCert: true,
      rejectUnauthorized: requireClientCertificate,
      // A client that reuses a connection never finds it closed under its request, however busy this process was meanwhile.
      keepAliveTimeout: 0,
      ...(requireClientCertificate && { ca: authority.certificatePem }),
    },
    // A client that went away before it had said everything needs no answer.
    (request, response) => void take(request, response).catch(() => response.destroy()),
  );
  // Those too that are still agreeing on TLS, which the server itself does not count yet.
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listening(server, wanted);
  return {
    address: `127.0.0.1:${port}`,
    authorityPem: authority.certificatePem,
    clientCertificate: (name) => authority.client(name, []),
    received: () => requests,
    forget(kept) {
      requests = requests.slice(0, kept);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
