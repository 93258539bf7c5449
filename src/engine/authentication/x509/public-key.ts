/** The key of a certificate. After parsePublicKey of crypto/x509/parser.go. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { KeyAlgorithm, PublicKey } from './certificate';
import { DerReader, MalformedDer, objectIdentifierOf, rightAligned, TAG } from './der';
import type { CertificateRules } from './rules';
import { algorithmIdentifierIn } from './signature-algorithm';

const ALGORITHMS: ReadonlyMap<string, KeyAlgorithm> = new Map([
  ['1.2.840.113549.1.1.1', 'RSA'],
  ['1.2.840.10040.4.1', 'DSA'],
  ['1.2.840.10045.2.1', 'ECDSA'],
  ['1.3.101.112', 'Ed25519'],
]);
/** P-224, P-256, P-384, P-521. */
const CURVES: ReadonlySet<string> = new Set(['1.3.132.0.33', '1.2.840.10045.3.1.7', '1.3.132.0.34', '1.3.132.0.35']);
const UNCOMPRESSED = 4;
const LARGEST_INT = 2n ** 63n;

function rsaKey(data: Buffer, parameters: Buffer, rules: CertificateRules): Pick<PublicKey, 'size'> {
  if (parameters.toString('hex') !== '0500') throw new MalformedDer('x509: RSA key missing NULL parameters');
  const outer = new DerReader(data);
  const reader = outer.inside(TAG.sequence, 'x509: invalid RSA public key');
  const [modulus, exponent] = [reader.integer('x509: invalid RSA modulus'), reader.integer('x509: invalid RSA public exponent')];
  if (modulus <= 0n) throw new MalformedDer('x509: RSA modulus is not a positive number');
  if (exponent >= LARGEST_INT) throw new MalformedDer('x509: invalid RSA public exponent');
  if (exponent <= 0n) throw new MalformedDer('x509: RSA public exponent is not a positive number');
  if (!rules.strict && !outer.isEmpty) throw new MalformedDer('x509: trailing data after RSA public key');
  return { size: modulus.toString(2).length };
}

function checkDsaKey(data: Buffer, parameters: Buffer): void {
  const why = 'x509: invalid DSA parameters';
  const reader = new DerReader(parameters).inside(TAG.sequence, why);
  const numbers = [new DerReader(data).integer('x509: invalid DSA public key'), reader.integer(why), reader.integer(why), reader.integer(why)];
  if (numbers.some((number) => number <= 0n)) throw new MalformedDer('x509: zero or negative DSA parameter');
}

function checkCurve(parameters: Buffer): void {
  const { tag, content } = new DerReader(parameters).any('x509: invalid ECDSA parameters');
  if (tag !== TAG.objectIdentifier) throw new MalformedDer('x509: invalid ECDSA parameters');
  if (!CURVES.has(objectIdentifierOf(content, 'x509: invalid ECDSA parameters'))) throw new MalformedDer('x509: unsupported elliptic curve');
}

function keyObject(der: Buffer): KeyObject | undefined {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

/** Nothing where the algorithm is unknown. `bytes` are the whole SubjectPublicKeyInfo. */
export function publicKeyIn(bytes: Buffer, rules: CertificateRules): PublicKey | undefined {
  const reader = new DerReader(bytes).inside(TAG.sequence, 'x509: malformed spki');
  const { algorithm: identifier, parameters } = algorithmIdentifierIn(reader.content(TAG.sequence, 'x509: malformed public key algorithm identifier'));
  const data = rightAligned(reader.content(TAG.bitString, 'x509: malformed subjectPublicKey'), 'x509: malformed subjectPublicKey');
  const algorithm = ALGORITHMS.get(identifier);
  if (algorithm === undefined) return undefined;
  const { size } = algorithm === 'RSA' ? rsaKey(data, parameters, rules) : { size: 0 };
  if (algorithm === 'DSA') checkDsaKey(data, parameters);
  if (algorithm === 'ECDSA') checkCurve(parameters);
  if (algorithm === 'Ed25519' && parameters.length > 0) throw new MalformedDer('x509: Ed25519 key encoded with illegal parameters');
  if (algorithm === 'Ed25519' && data.length !== 32) throw new MalformedDer('x509: wrong Ed25519 public key size');
  const key = keyObject(bytes);
  // A point in another form, or beside the curve.
  if (algorithm === 'ECDSA' && (key === undefined || data[0] !== UNCOMPRESSED)) throw new MalformedDer('x509: failed to unmarshal elliptic curve point');
  return { algorithm, size, ...(key && { key }) };
}
