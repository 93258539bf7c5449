/** Who is at the other end of a TLS connection. */
import type { TLSSocket } from 'node:tls';
import type { ApiRequest } from '../api/http';

export type Peer = Pick<ApiRequest, 'peerCertificates' | 'remoteAddress'>;

export const peerOf = (socket: TLSSocket, certificates: readonly Uint8Array[]): Peer => ({
  ...(certificates.length > 0 && { peerCertificates: certificates }),
  remoteAddress: `${socket.remoteAddress ?? ''}:${socket.remotePort ?? ''}`,
});
