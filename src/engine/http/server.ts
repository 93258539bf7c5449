/**
 * The HTTPS server: connections -> requests -> the handler -> answers. Client certificates are asked for and any is taken;
 * who it makes the client is for authentication to say. Requests of a connection are answered one after the other.
 */
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { ApiRequest, ApiResponse } from '../api/http';
import { ByteReader } from './byte-reader';
import { PANIC, reportConnection, reportRequest } from './last-resort';
import { refusingPlainHttp } from './plain-http';
import { MalformedRequest, readRequest, type IncomingRequest } from './request-reader';
import { writeResponse, writeStream } from './response-writer';
import type { OpenStream } from './stream-pump';
import { serveWebSocket } from './websocket';
import { CLIENT_CERTIFICATE_OPTIONS, peerCertificates } from './tls';

export interface ServingCertificate {
  /** PEM, with intermediates. */
  readonly certificate: string;
  /** PEM. */
  readonly key: string;
}

export interface SecureServer {
  /** Resolves to the port; rejects when the address is taken. */
  listen(port: number, address: string): Promise<number>;
  /** Ends watches and connections; resolves when all are closed. */
  close(): Promise<void>;
}

type Handle = (request: ApiRequest) => Promise<ApiResponse>;
/** The certificates that a client counts as showing, or nothing where the handshake with it does not go on. */
type ShownCertificates = (certificates: readonly Uint8Array[], protocol: string | null) => readonly Uint8Array[] | undefined;

/** How long an answer under way may take to end when the server stops. */
const GRACE_MILLISECONDS = 300;
/** rstAvoidanceDelay of net/http. */
const LINGER_MILLISECONDS = 500;
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

export function createServer(
  { certificate, key }: ServingCertificate,
  handle: Handle,
  shown: ShownCertificates = (certificates) => certificates,
): SecureServer {
  const connections = new Set<Connection>();
  const sockets = new Set<Socket>();
  const secure = createTlsServer({ ...CLIENT_CERTIFICATE_OPTIONS, cert: certificate, key, ALPNProtocols: ['http/1.1'] }, (socket) => {
    const certificates = shown(peerCertificates(socket), socket.getProtocol());
    if (certificates === undefined) {
      socket.destroy();
      return;
    }
    const connection = new Connection(socket, peerOf(socket, certificates), handle);
    connections.add(connection);
    void connection.serve().finally(() => connections.delete(connection));
  });
  const server = refusingPlainHttp((socket) => secure.emit('connection', socket));
  server.on('connection', (socket) => sockets.add(socket.once('close', () => sockets.delete(socket))));
  return {
    listen: (port, address) => listening(server, port, address),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of connections) connection.end();
      // Those that are still shaking hands are no connections yet.
      const impatience = setTimeout(() => sockets.forEach((socket) => socket.destroy()), GRACE_MILLISECONDS);
      await closed;
      clearTimeout(impatience);
    },
  };
}

const listening = (server: Server, port: number, address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => resolve((server.address() as AddressInfo).port));
  });

type Peer = Pick<ApiRequest, 'peerCertificates' | 'remoteAddress'>;

function peerOf(socket: TLSSocket, certificates: readonly Uint8Array[]): Peer {
  return { ...(certificates.length > 0 && { peerCertificates: certificates }), remoteAddress: `${socket.remoteAddress ?? ''}:${socket.remotePort ?? ''}` };
}

class Connection {
  readonly #socket: TLSSocket;
  readonly #peer: Peer;
  readonly #handle: Handle;
  #ending = false;
  #busy = false;
  #stream: OpenStream | undefined;

  constructor(socket: TLSSocket, peer: Peer, handle: Handle) {
    this.#socket = socket;
    this.#peer = peer;
    this.#handle = handle;
    // A peer that goes away is no news.
    socket.on('error', () => undefined);
  }

  async serve(): Promise<void> {
    const socket = this.#socket;
    const reader = new ByteReader(socket);
    try {
      for (;;) {
        const incoming = await readRequest(reader, () => socket.write(CONTINUE));
        if (incoming === undefined) break;
        this.#busy = true;
        const again = await this.#answer(incoming, reader);
        this.#busy = false;
        if (!again || this.#ending || socket.destroyed) break;
      }
    } catch (error) {
      if (!(error instanceof MalformedRequest)) reportConnection(error);
      else socket.write(`HTTP/1.1 ${error.answer}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${error.answer}`);
    }
    // The peer may still be sending: closing at once would lose the answer.
    reader.discard();
    socket.end(() => setTimeout(() => socket.destroy(), LINGER_MILLISECONDS).unref());
  }

  /** Tells whether the connection may go on. */
  async #answer({ keepAlive, chunks, ...request }: IncomingRequest, reader: ByteReader): Promise<boolean> {
    const response = await this.#responseTo({ ...request, ...this.#peer, inParts: true });
    const framing = { headOnly: request.method === 'HEAD', keepAlive: keepAlive && !this.#ending && response !== PANIC, chunks };
    if (response.isWebSocket === true) {
      await serveWebSocket(this.#socket, reader, response, (stream) => (this.#stream = stream));
      return false;
    }
    if (response.stream === undefined) {
      await writeResponse(this.#socket, response, framing);
      return framing.keepAlive && (chunks || response.parts === undefined);
    }
    this.#stream = writeStream(this.#socket, response, framing);
    if (this.#ending) this.#stream.end();
    await this.#stream.done;
    this.#stream = undefined;
    return framing.keepAlive && chunks;
  }

  async #responseTo(request: ApiRequest): Promise<ApiResponse> {
    try {
      return await this.#handle(request);
    } catch (error) {
      reportRequest(request, error);
      return PANIC;
    }
  }

  /** After the answer under way. */
  end(): void {
    this.#ending = true;
    this.#stream?.end();
    if (!this.#busy) this.#socket.destroy();
  }
}
