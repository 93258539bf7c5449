/** The parts of a certificate's subject, as Go's pkix.Name holds them: several values of one attribute stay in their order. */
import type { Certificate } from './x509/certificate';

export const COMMON_NAME = '2.5.4.3';
export const ORGANIZATION = '2.5.4.10';

/** The values of an attribute that are text. */
export const subjectValues = ({ subject }: Pick<Certificate, 'subject'>, attribute: string): readonly string[] =>
  subject.flatMap(({ type, value }) => (type === attribute && value !== undefined ? [value] : []));

/** Of several common names the last counts. */
export const commonName = (certificate: Pick<Certificate, 'subject'>): string => subjectValues(certificate, COMMON_NAME).at(-1) ?? '';
