/**
 * What the TLS layer asks of a client, and the certificates that the client shows. Whatever certificate comes is for authentication
 * to judge: OpenSSL by itself would end the connection for weak signatures and short keys, and knows a resumed connection's first
 * certificate only.
 */
import { constants, type X509Certificate } from 'node:crypto';
import { DEFAULT_CIPHERS, type SecureVersion, type TlsOptions, type TLSSocket } from 'node:tls';
import { table } from '../golang/map';

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

/** What --tls-min-version and --tls-cipher-suites choose, by Go's names; '' and no suite: the default. */
export interface TlsChoice {
  readonly minVersion: string;
  readonly cipherSuites: readonly string[];
}

const MIN_VERSIONS = table<SecureVersion>({ VersionTLS10: 'TLSv1', VersionTLS11: 'TLSv1.1', VersionTLS12: 'TLSv1.2', VersionTLS13: 'TLSv1.3' });

/** Those of TLS 1.3, among which Go lets no flag choose. */
const ALWAYS = DEFAULT_CIPHERS.split(':').filter((name) => name.startsWith('TLS_'));

/** OpenSSL's name of a suite of TLS 1.2 or before; undefined for one that it does not have. */
function opensslName(suite: string): string | undefined {
  const [exchange = '', cipher = ''] = suite.replace('TLS_', '').split('_WITH_');
  if (cipher === '' || cipher.startsWith('RC4')) return undefined;
  const name = cipher
    .replace(/^CHACHA20_POLY1305.*$/, 'CHACHA20-POLY1305')
    .replace('3DES_EDE_CBC', 'DES-CBC3')
    .replace(/^AES_(\d+)_CBC/, 'AES$1')
    .replace(/^AES_(\d+)_GCM/, 'AES$1-GCM');
  return [...(exchange === 'RSA' ? [] : [exchange]), name].join('-').replaceAll('_', '-');
}

/** As options of Node.js. */
export function chosenTls({ minVersion, cipherSuites }: TlsChoice): TlsOptions {
  const version = MIN_VERSIONS[minVersion];
  const names = cipherSuites.flatMap((suite) => opensslName(suite) ?? []);
  return {
    ...(version !== undefined && { minVersion: version }),
    ...(cipherSuites.length > 0 && { ciphers: [...ALWAYS, ...names, '@SECLEVEL=0'].join(':') }),
  };
}

/** The certificate of the peer and those that it sent along, in the order in which they came. To be asked once for a connection. */
export function peerCertificates(socket: TLSSocket): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  let at: X509Certificate | undefined = socket.getPeerX509Certificate();
  // Not who issued it, but what came behind it.
  for (; at !== undefined; at = at.issuerCertificate) found.push(new Uint8Array(at.raw));
  return found;
}
