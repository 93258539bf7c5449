/** A certificate as it was read. After the type Certificate of crypto/x509. */
import type { KeyObject } from 'node:crypto';
import type { NameConstraints } from './name-constraints';
import type { Policies } from './policy-extensions';
import type { KeyAlgorithm, SignatureAlgorithm } from './signature-algorithm';
import type { AlternativeNames } from './alternative-names';

export interface Attribute {
  readonly type: string;
  /** Absent where the value is not a text. */
  readonly value?: string;
}

export interface PublicKey {
  readonly algorithm: KeyAlgorithm;
  /** In bits; of RSA keys. */
  readonly size: number;
  /** Absent where OpenSSL has no use for the key. */
  readonly key?: KeyObject;
}

export interface Extensions {
  readonly isAuthority?: boolean;
  /** How many intermediates may be between this certificate and the leaf. */
  readonly longestPath?: number;
  /** Numbers of the bits; empty where it does not say. */
  readonly keyUsage: ReadonlySet<number>;
  /** Object identifiers; empty where it does not say. */
  readonly extendedKeyUsage: readonly string[];
  readonly alternativeNames?: AlternativeNames;
  readonly nameConstraints?: NameConstraints;
  readonly policies: Policies;
  readonly subjectKeyId: Buffer;
  readonly authorityKeyId: Buffer;
  readonly hasUnhandledCritical: boolean;
}

export interface Certificate extends Extensions {
  readonly raw: Buffer;
  readonly signed: Buffer;
  readonly version: number;
  readonly signatureIdentifier: string;
  /** Absent where it is not known. */
  readonly signatureAlgorithm: SignatureAlgorithm | undefined;
  readonly signature: Buffer;
  readonly rawIssuer: Buffer;
  readonly rawSubject: Buffer;
  readonly subject: readonly Attribute[];
  /** In milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly rawPublicKey: Buffer;
  /** Absent where the algorithm of the key is not known. */
  readonly publicKey?: PublicKey;
}
