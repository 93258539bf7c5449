/** What is wrong with the certificate that a signer issues. After validateCertificate of pkg/apis/certificates/validation. */
import { X509Certificate } from 'node:crypto';
import { pemBlocks } from '../../../../golang/pem';
import { quote } from '../../../../golang/quote';

function blockComplaint(type: string, body: string): string | undefined {
  if (type !== 'CERTIFICATE') return `only CERTIFICATE PEM blocks are allowed, found ${quote(type)}`;
  if (body.includes(':')) return 'no PEM block headers are permitted';
  try {
    new X509Certificate(Buffer.from(body, 'base64'));
    return undefined;
  } catch {
    return 'x509: malformed certificate';
  }
}

/** `certificate` is base64 of PEM. */
export function certificateComplaint(certificate: string): string | undefined {
  if (certificate === '') return undefined;
  const blocks = pemBlocks(Buffer.from(certificate, 'base64').toString('latin1'));
  if (blocks.length === 0) return 'must contain at least one CERTIFICATE PEM block';
  return blocks.map(({ type, body }) => blockComplaint(type, body.trim())).find((complaint) => complaint !== undefined);
}
