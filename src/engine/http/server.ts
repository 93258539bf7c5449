/**
 * The HTTPS server: connections -> requests -> the handler -> answers. Client certificates are asked for and any is taken;
 * who it makes the client is for authentication to say.
 */
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { Version } from '../versions';
import type { Handle } from './handle';
import { Http1Connection } from './http1-connection';
import { Http2Connection } from './http2/http2-connection';
import { reportConnection } from './last-resort';
import { peerOf, type Peer } from './peer';
import { refusingPlainHttp } from './plain-http';
import { chosenTls, CLIENT_CERTIFICATE_OPTIONS, peerCertificates, type TlsChoice } from './tls';
import { HANDSHAKE_MILLISECONDS } from './time-limits';

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

export interface Connection {
  serve(): Promise<void>;
  /** After the answers under way. */
  end(): void;
}

/** The certificates that a client counts as showing, or nothing where the handshake with it does not go on. */
type ShownCertificates = (certificates: readonly Uint8Array[], protocol: string | null) => readonly Uint8Array[] | undefined;

/** How long an answer under way may take to end when the server stops. */
const GRACE_MILLISECONDS = 300;

export interface Http2Options {
  readonly disabled: boolean;
  /** --http2-max-streams-per-connection; 0: as many as the version has. */
  readonly maxStreams: number;
}

export function createServer(
  { certificate, key }: ServingCertificate,
  version: Version,
  handle: Handle,
  shown: ShownCertificates = (certificates) => certificates,
  http2: Http2Options = { disabled: false, maxStreams: 0 },
  tls: TlsChoice = { minVersion: '', cipherSuites: [] },
): SecureServer {
  const connections = new Set<Connection>();
  const sockets = new Set<Socket>();
  const options = {
    ...CLIENT_CERTIFICATE_OPTIONS,
    ...chosenTls(tls),
    cert: certificate,
    key,
    ALPNProtocols: http2.disabled ? ['http/1.1'] : ['h2', 'http/1.1'],
    allowHalfOpen: true,
    handshakeTimeout: HANDSHAKE_MILLISECONDS,
  };
  const secure = createTlsServer(options, (socket) => {
    // A peer that goes away is not logged.
    socket.on('error', () => undefined);
    const certificates = shown(peerCertificates(socket), socket.getProtocol());
    if (certificates === undefined) {
      socket.destroy();
      return;
    }
    const connection = connectionOn(socket, peerOf(socket, certificates), handle, version, http2.maxStreams);
    connections.add(connection);
    void connection
      .serve()
      .catch(reportConnection)
      .finally(() => connections.delete(connection));
  });
  // A handshake that fails ends its connection.
  secure.on('tlsClientError', (_error, socket) => socket.destroy());
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

const connectionOn = (socket: TLSSocket, peer: Peer, handle: Handle, version: Version, maxStreams: number): Connection =>
  socket.alpnProtocol === 'h2' ? new Http2Connection(socket, peer, handle, version, maxStreams) : new Http1Connection(socket, peer, handle, version);

const listening = (server: Server, port: number, address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => resolve((server.address() as AddressInfo).port));
  });
