/**
 * Whether a certificate has signed another. MD5 counts for nothing, SHA-1 and DSA not in newer versions.
 * After CheckSignatureFrom and checkSignature of crypto/x509/x509.go, and crypto/rsa.
 */
import { constants, verify } from 'node:crypto';
import type { Certificate, PublicKey } from './certificate';
import type { CertificateRules } from './rules';
import type { SignatureAlgorithm } from './signature-algorithm';

const CERTIFICATE_SIGNING = 5;
const SMALLEST_KEY = 1024;

/** Reports whether a certificate may sign others at all. One of the first version cannot say so. */
function maySign({ version, isAuthority, keyUsage }: Certificate): boolean {
  if (isAuthority === undefined ? version === 3 : !isAuthority) return false;
  return keyUsage.size === 0 || keyUsage.has(CERTIFICATE_SIGNING);
}

function isStrong({ hash, key }: SignatureAlgorithm, { size }: PublicKey, rules: CertificateRules): boolean {
  if (hash === 'md5' || (rules.strongSignatures && (hash === 'sha1' || key === 'DSA'))) return false;
  return key !== 'RSA' || !rules.keySizes || size >= SMALLEST_KEY;
}

export function isSignedBy({ signatureAlgorithm, signature, signed }: Certificate, parent: Certificate, rules: CertificateRules): boolean {
  const { publicKey } = parent;
  if (!maySign(parent) || publicKey?.key === undefined || publicKey.algorithm !== signatureAlgorithm?.key) return false;
  if (!isStrong(signatureAlgorithm, publicKey, rules)) return false;
  const { key } = publicKey;
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  try {
    return verify(signatureAlgorithm.hash ?? null, signed, signatureAlgorithm.isPss === true ? { key, ...padding } : key, signature);
  } catch {
    // Such a key or signature OpenSSL does not even look at.
    return false;
  }
}
