/** Why a connection failed, in the words of Go's net, crypto/tls and crypto/x509. */
import type { Version } from '../versions';
import { table } from '../golang/map';

export interface ConnectionError extends NodeJS.ErrnoException {
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
  /** Of a certificate for another name: the name, and what the certificate says. */
  readonly host?: string;
  readonly cert?: { readonly subjectaltname?: string };
}

const UNKNOWN_AUTHORITY = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'CERT_SIGNATURE_FAILURE',
]);

/** What OpenSSL calls otherwise than crypto/tls/alert.go. */
const ALERTS = table<string>({
  'unknown ca': 'unknown certificate authority',
  'certificate unknown': 'unknown certificate',
  'certificate expired': 'expired certificate',
  'certificate revoked': 'revoked certificate',
  'decode error': 'error decoding message',
  'decrypt error': 'error decrypting message',
  'protocol version': 'protocol version not supported',
  'insufficient security': 'insufficient security level',
});
const ALERT = /SSL routines:[^:]*:(?:sslv3|tlsv1|tlsv13) alert (?<alert>[a-z ]+)/;
/** What a system says of an address that cannot be reached. */
const SYSTEM = table<string>({ EHOSTUNREACH: 'no route to host', ENETUNREACH: 'network is unreachable', ETIMEDOUT: 'connection timed out' });
const NO_TLS = /SSL routines:[^:]*:(?:wrong version number|packet length too long)/;

/** crypto/x509/verify.go: HostnameError. */
function nameMismatch(host: string, alternatives: string): string {
  const names = [...alternatives.matchAll(/(?<kind>DNS|IP Address):(?<name>[^,\s]+)/g)].map(({ groups }) => groups ?? {});
  const isAddress = /^[0-9.]+$|:/.test(host);
  const valid = names.filter(({ kind }) => (kind === 'DNS') !== isAddress).map(({ name }) => name);
  if (isAddress && valid.length === 0) return `x509: cannot validate certificate for ${host} because it doesn't contain any IP SANs`;
  if (valid.length === 0) return `x509: certificate is not valid for any names, but wanted to match ${host}`;
  return `x509: certificate is valid for ${valid.join(', ')}, not ${host}`;
}

function unverified({ code = '', host = '', cert }: ConnectionError): string | undefined {
  if (UNKNOWN_AUTHORITY.has(code)) return 'x509: certificate signed by unknown authority';
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? nameMismatch(host, cert?.subjectaltname ?? '') : undefined;
}

export function networkError(error: ConnectionError, version: Version): string {
  const { code = '', address = '', port = 0, message } = error;
  const place = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
  if (code === 'ECONNREFUSED') return `dial tcp ${place}: connect: connection refused`;
  const system = SYSTEM[code];
  if (system !== undefined) return `dial tcp ${place}: connect: ${system}`;
  if (code === 'ENOTFOUND') return `dial tcp: lookup ${error.hostname ?? ''}: no such host`;
  if (code === 'ECONNRESET') return message === 'socket hang up' ? 'EOF' : 'read: connection reset by peer';
  const why = unverified(error);
  if (why !== undefined) return version.has('certificateErrorsSayTls') ? `tls: failed to verify certificate: ${why}` : why;
  if (NO_TLS.test(message)) return 'http: server gave HTTP response to HTTPS client';
  const alert = ALERT.exec(message)?.groups?.['alert'];
  return alert === undefined ? message : `remote error: tls: ${ALERTS[alert] ?? alert}`;
}
