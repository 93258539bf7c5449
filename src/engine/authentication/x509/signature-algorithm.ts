/**
 * With what a certificate is signed. What is not in the list cannot be checked.
 * After signatureAlgorithmDetails and getSignatureAlgorithmFromAI of crypto/x509/x509.go.
 */
import { constructedTag, DerReader, TAG } from './der';

export type KeyAlgorithm = 'RSA' | 'ECDSA' | 'Ed25519' | 'DSA';

export interface SignatureAlgorithm {
  readonly key: KeyAlgorithm;
  /** Absent where the algorithm hashes itself. */
  readonly hash?: 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly isPss?: boolean;
}

export interface AlgorithmIdentifier {
  readonly algorithm: string;
  /** With tag and length; empty where there are none. */
  readonly parameters: Buffer;
}

const RSASSA_PSS = '1.2.840.113549.1.1.10';
const ED25519 = '1.3.101.112';
const MGF1 = '1.2.840.113549.1.1.8';
const NULL = '0500';

const ALGORITHMS: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ['1.2.840.113549.1.1.4', { key: 'RSA', hash: 'md5' }],
  ['1.2.840.113549.1.1.5', { key: 'RSA', hash: 'sha1' }],
  ['1.3.14.3.2.29', { key: 'RSA', hash: 'sha1' }],
  ['1.2.840.113549.1.1.11', { key: 'RSA', hash: 'sha256' }],
  ['1.2.840.113549.1.1.12', { key: 'RSA', hash: 'sha384' }],
  ['1.2.840.113549.1.1.13', { key: 'RSA', hash: 'sha512' }],
  ['1.2.840.10040.4.3', { key: 'DSA', hash: 'sha1' }],
  ['2.16.840.1.101.3.4.3.2', { key: 'DSA', hash: 'sha256' }],
  ['1.2.840.10045.4.1', { key: 'ECDSA', hash: 'sha1' }],
  ['1.2.840.10045.4.3.2', { key: 'ECDSA', hash: 'sha256' }],
  ['1.2.840.10045.4.3.3', { key: 'ECDSA', hash: 'sha384' }],
  ['1.2.840.10045.4.3.4', { key: 'ECDSA', hash: 'sha512' }],
]);

const PSS_HASHES: ReadonlyMap<string, readonly [hash: 'sha256' | 'sha384' | 'sha512', saltLength: bigint]> = new Map([
  ['2.16.840.1.101.3.4.2.1', ['sha256', 32n]],
  ['2.16.840.1.101.3.4.2.2', ['sha384', 48n]],
  ['2.16.840.1.101.3.4.2.3', ['sha512', 64n]],
]);

/** The identifier in the content of a sequence. */
export function algorithmIdentifierIn(content: Buffer): AlgorithmIdentifier {
  const reader = new DerReader(content);
  const algorithm = reader.objectIdentifier('x509: malformed OID');
  return { algorithm, parameters: reader.isEmpty ? Buffer.alloc(0) : reader.any('x509: malformed parameters').bytes };
}

const hasNoParameters = ({ parameters }: AlgorithmIdentifier): boolean => parameters.length === 0 || parameters.toString('hex') === NULL;

/** The hash of message and mask are the same, and the salt is as long as it. */
function pssAlgorithm(parameters: Buffer): SignatureAlgorithm | undefined {
  const why = 'no parameters of RSASSA-PSS';
  const reader = new DerReader(parameters).inside(TAG.sequence, why);
  const hash = algorithmIdentifierIn(reader.inside(constructedTag(0), why).content(TAG.sequence, why));
  const mask = algorithmIdentifierIn(reader.inside(constructedTag(1), why).content(TAG.sequence, why));
  const saltLength = reader.inside(constructedTag(2), why).integer(why);
  const trailer = reader.isNext(constructedTag(3)) ? reader.inside(constructedTag(3), why).integer(why) : 1n;
  const maskHash = algorithmIdentifierIn(new DerReader(mask.parameters).content(TAG.sequence, why));
  const [name, length] = PSS_HASHES.get(hash.algorithm) ?? [];
  const isKnown = mask.algorithm === MGF1 && maskHash.algorithm === hash.algorithm && hasNoParameters(hash) && hasNoParameters(maskHash) && trailer === 1n;
  return isKnown && name !== undefined && length === saltLength ? { key: 'RSA', hash: name, isPss: true } : undefined;
}

export function signatureAlgorithmOf({ algorithm, parameters }: AlgorithmIdentifier): SignatureAlgorithm | undefined {
  if (algorithm === ED25519) return parameters.length === 0 ? { key: 'Ed25519' } : undefined;
  if (algorithm !== RSASSA_PSS) return ALGORITHMS.get(algorithm);
  try {
    return pssAlgorithm(parameters);
  } catch {
    return undefined;
  }
}
