/**
 * What a PKCS#10 request of a CertificateSigningRequest says: PEM in base64, as the API carries bytes.
 * After ParseCSR of k8s.io/kubernetes/pkg/apis/certificates/helpers.go; the complaints are those of Go's encoding/asn1.
 */
import type { JsonName } from '@peculiar/x509';
import { own } from '../../../../golang/map';
import { pemBlocks } from '../../../../golang/pem';

export interface CertificateRequest {
  readonly commonName: string;
  readonly organizations: readonly string[];
}

function derOf(base64: string): Uint8Array | undefined {
  const [block] = pemBlocks(Buffer.from(base64, 'base64').toString('latin1'));
  return block?.type === 'CERTIFICATE REQUEST' ? Buffer.from(block.body, 'base64') : undefined;
}

const valuesOf = (name: JsonName, field: string): readonly string[] => name.flatMap((part) => own(part, field) ?? []);

/** Reports whether the bytes begin as a sequence of ASN.1 of which all is there. */
function isSequence(der: Uint8Array): boolean {
  const [tag, length = 0] = der;
  if (tag !== 0x30) return false;
  if (length < 0x80) return length + 2 <= der.length;
  const bytes = der.subarray(2, 2 + (length & 0x7f));
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0) + 2 + bytes.length <= der.length;
}

/** Loaded when the first request is made: the library is big. */
function parsed(der: Uint8Array): CertificateRequest {
  const { Pkcs10CertificateRequest } = require('@peculiar/x509') as typeof import('@peculiar/x509');
  const subject = new Pkcs10CertificateRequest(new Uint8Array(der)).subjectName.toJSON();
  return { commonName: valuesOf(subject, 'CN').at(-1) ?? '', organizations: valuesOf(subject, 'O') };
}

/** The request, or what is wrong with it. */
export function certificateRequestOf(base64: string): CertificateRequest | string {
  const der = derOf(base64);
  if (der === undefined) return 'PEM block type must be CERTIFICATE REQUEST';
  if (der.length === 0) return 'asn1: syntax error: sequence truncated';
  if (!isSequence(der)) return 'asn1: syntax error: data truncated';
  try {
    return parsed(der);
  } catch {
    return 'asn1: syntax error: data truncated';
  }
}
