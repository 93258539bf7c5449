/** What the versions judge otherwise of a certificate, each as the Go that it is built with does. */
import type { Version } from '../../versions';

export interface CertificateRules {
  /** Certificates are read strictly: no extension twice, names that are text, a signature algorithm that is the same in both places. */
  readonly strict: boolean;
  /** A certificate must not be signed with SHA-1 or DSA. */
  readonly strongSignatures: boolean;
  /** RSA keys of less than 1024 bits have signed nothing, those of more than 8192 bits are refused in the handshake. */
  readonly keySizes: boolean;
  /** Certificate policies count, and name constraints hold for every certificate of the chain below. */
  readonly policies: boolean;
}

export const rulesOf = (version: Version): CertificateRules => ({
  strict: version.has('certificatesReadStrictly'),
  strongSignatures: version.has('weakSignaturesRefused'),
  keySizes: version.has('certificateKeySizes'),
  policies: version.has('certificatePolicies'),
});
