/**
 * The certificates of a TLS handshake as Go's server ends up with them. A certificate that cannot be read ends the handshake, whether
 * or not it would be looked at later, and so does a key with which the client cannot have proved anything.
 * After processCertsFromClient of crypto/tls/handshake_server.go.
 */
import type { Version } from '../../versions';
import type { Certificate } from './certificate';
import { parseCertificate } from './parse';
import { rulesOf, type CertificateRules } from './rules';

const SMALLEST_KEY = 1024;
const LARGEST_KEY = 8192;

/**
 * The algorithms of signatures in certificates that Go's server announces with signature_algorithms_cert, which OpenSSL's does not
 * do: a client that heeds the list keeps a certificate back that is signed otherwise. Go's own client heeds it not.
 */
const ANNOUNCED: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.5',
  '1.2.840.113549.1.1.10',
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.1',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
  '1.3.101.112',
]);

const isTooLarge = ({ publicKey }: Certificate): boolean => publicKey?.algorithm === 'RSA' && publicKey.size > LARGEST_KEY;

function isUseless({ publicKey }: Certificate, { keySizes }: CertificateRules): boolean {
  if (publicKey === undefined || publicKey.algorithm === 'DSA') return true;
  return keySizes && publicKey.algorithm === 'RSA' && publicKey.size < SMALLEST_KEY;
}

/** The certificates that a client shows, or nothing where the handshake does not go on. `protocol` is OpenSSL's name of it. */
export function shownCertificates(der: readonly Uint8Array[], protocol: string | null, version: Version): readonly Uint8Array[] | undefined {
  const rules = rulesOf(version);
  try {
    const certificates = der.map((bytes) => parseCertificate(bytes, rules));
    const [leaf] = certificates;
    if (leaf === undefined) return der;
    if (protocol === 'TLSv1.3' && version.has('certificateSignaturesAnnounced') && !ANNOUNCED.has(leaf.signatureIdentifier)) return [];
    return isUseless(leaf, rules) || (rules.keySizes && certificates.some(isTooLarge)) ? undefined : der;
  } catch {
    return undefined;
  }
}
