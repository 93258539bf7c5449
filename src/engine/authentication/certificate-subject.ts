/** The parts of a certificate's subject, as Go's pkix.Name holds them: several values of one attribute stay in their order. */
import type { X509Certificate } from 'node:crypto';
import { own } from '../golang/map';

export function subjectValues(certificate: X509Certificate, attribute: string): readonly string[] {
  const subject = certificate.toLegacyObject().subject as unknown as Readonly<Record<string, unknown>> | undefined;
  const value = own(subject, attribute);
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
}

/** Of several common names the last counts. */
export const commonName = (certificate: X509Certificate): string => subjectValues(certificate, 'CN').at(-1) ?? '';
