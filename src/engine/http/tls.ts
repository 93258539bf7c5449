/**
 * What the TLS layer asks of a client, and the certificates that the client shows. Whatever certificate comes is for authentication
 * to judge: OpenSSL by itself would end the connection for weak signatures and short keys, and knows a resumed connection's first
 * certificate only.
 */
import { constants, type X509Certificate } from 'node:crypto';
import { DEFAULT_CIPHERS, type TlsOptions, type TLSSocket } from 'node:tls';

/** The algorithms with which a client may prove that it has the key, of which Go knows no others. */
const SIGNATURES = [
  'rsa_pss_rsae_sha256',
  'ecdsa_secp256r1_sha256',
  'ed25519',
  'rsa_pss_rsae_sha384',
  'rsa_pss_rsae_sha512',
  'rsa_pkcs1_sha256',
  'rsa_pkcs1_sha384',
  'rsa_pkcs1_sha512',
  'ecdsa_secp384r1_sha384',
  'ecdsa_secp521r1_sha512',
];

export const CLIENT_CERTIFICATE_OPTIONS: TlsOptions = {
  requestCert: true,
  rejectUnauthorized: false,
  ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0`,
  sigalgs: SIGNATURES.join(':'),
  secureOptions: constants.SSL_OP_NO_TICKET,
};

/** The certificate of the peer and those that it sent along, in the order in which they came. To be asked once for a connection. */
export function peerCertificates(socket: TLSSocket): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  let at: X509Certificate | undefined = socket.getPeerX509Certificate();
  // Not who issued it, but what came behind it.
  for (; at !== undefined; at = at.issuerCertificate) found.push(new Uint8Array(at.raw));
  return found;
}
