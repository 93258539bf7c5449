/** Who is at the other end of a TLS connection. */
import type { TLSSocket } from 'node:tls';
import type { ApiRequest } from '../api/http';

export type Peer = Required<Pick<ApiRequest, 'peerCertificates' | 'remoteAddress'>>;

export const peerOf = (socket: TLSSocket, certificates: readonly Uint8Array[]): Peer => ({
  peerCertificates: certificates.length > 0 ? certificates : undefined,
  remoteAddress: `${socket.remoteAddress ?? ''}:${socket.remotePort ?? ''}`,
});
