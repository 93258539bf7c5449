/** Certificates in PEM; anything else in the text is passed over. After k8s.io/client-go/util/cert ParseCertsPEM. */
import { X509Certificate } from 'node:crypto';

const BLOCK = /-----BEGIN CERTIFICATE-----\r?\n[A-Za-z0-9+/=\s]*-----END CERTIFICATE-----/g;

export function certificatesIn(pem: string): readonly string[] {
  const blocks = pem.match(BLOCK) ?? [];
  if (blocks.length === 0) throw new Error('data does not contain any valid RSA or ECDSA certificates');
  for (const block of blocks) parse(block);
  return blocks;
}

function parse(block: string): void {
  try {
    void new X509Certificate(block);
  } catch (error) {
    throw new Error('x509: malformed certificate', { cause: error });
  }
}
