/** The key of a certificate. After parsePublicKey of crypto/x509/parser.go. */
import { createPublicKey, type JsonWebKeyInput, type KeyObject, type PublicKeyInput } from 'node:crypto';
import type { PublicKey } from './certificate';
import type { KeyAlgorithm } from './signature-algorithm';
import { DerReader, MalformedDer, objectIdentifierOf, rightAligned, TAG } from './der';
import type { CertificateRules } from './rules';
import { algorithmIdentifierIn } from './signature-algorithm';

const ALGORITHMS: ReadonlyMap<string, KeyAlgorithm> = new Map([
  ['1.2.840.113549.1.1.1', 'RSA'],
  ['1.2.840.10040.4.1', 'DSA'],
  ['1.2.840.10045.2.1', 'ECDSA'],
  ['1.3.101.112', 'Ed25519'],
]);
/** P-224, P-256, P-384, P-521: what stands before the point of such a key. */
const CURVES: ReadonlyMap<string, string> = new Map([
  ['1.3.132.0.33', '304e301006072a8648ce3d020106052b81040021033a00'],
  ['1.2.840.10045.3.1.7', '3059301306072a8648ce3d020106082a8648ce3d030107034200'],
  ['1.3.132.0.34', '3076301006072a8648ce3d020106052b81040022036200'],
  ['1.3.132.0.35', '30819b301006072a8648ce3d020106052b8104002303818600'],
]);
const UNCOMPRESSED = 4;
const LARGEST_INT = 2n ** 63n;

type KeyInput = JsonWebKeyInput | PublicKeyInput;

function keyObject(input: KeyInput): KeyObject | undefined {
  try {
    return createPublicKey(input);
  } catch {
    return undefined;
  }
}

const base64url = (value: bigint): string => {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
};

/** OpenSSL gets the parts that were read, because it reads otherwise. */
const made = (algorithm: KeyAlgorithm, size: number, input: KeyInput): PublicKey => {
  const key = keyObject(input);
  return { algorithm, size, ...(key && { key }) };
};

function rsaKey(data: Buffer, parameters: Buffer, { strict }: CertificateRules): PublicKey {
  if (parameters.toString('hex') !== '0500') throw new MalformedDer('x509: RSA key missing NULL parameters');
  const outer = new DerReader(data);
  const reader = outer.inside(TAG.sequence, 'x509: invalid RSA public key');
  const [modulus, exponent] = [reader.integer('x509: invalid RSA modulus'), reader.integer('x509: invalid RSA public exponent')];
  if (modulus <= 0n) throw new MalformedDer('x509: RSA modulus is not a positive number');
  if (exponent >= LARGEST_INT) throw new MalformedDer('x509: invalid RSA public exponent');
  if (exponent <= 0n) throw new MalformedDer('x509: RSA public exponent is not a positive number');
  if (!strict && !outer.isEmpty) throw new MalformedDer('x509: trailing data after RSA public key');
  const key = { kty: 'RSA', n: base64url(modulus), e: base64url(exponent) };
  return made('RSA', modulus.toString(2).length, { key, format: 'jwk' });
}

function dsaKey(data: Buffer, parameters: Buffer, spki: Buffer): PublicKey {
  const why = 'x509: invalid DSA parameters';
  const reader = new DerReader(parameters).inside(TAG.sequence, why);
  const numbers = [new DerReader(data).integer('x509: invalid DSA public key'), reader.integer(why), reader.integer(why), reader.integer(why)];
  if (numbers.some((number) => number <= 0n)) throw new MalformedDer('x509: zero or negative DSA parameter');
  return made('DSA', 0, { key: spki, format: 'der', type: 'spki' });
}

function ecdsaKey(data: Buffer, parameters: Buffer, { strict }: CertificateRules): PublicKey {
  const why = 'x509: invalid ECDSA parameters';
  const reader = new DerReader(parameters);
  const prefix = CURVES.get(objectIdentifierOf(reader.content(TAG.objectIdentifier, why), why));
  if (!strict && !reader.isEmpty) throw new MalformedDer(why);
  if (prefix === undefined) throw new MalformedDer('x509: unsupported elliptic curve');
  const key = made('ECDSA', 0, { key: Buffer.concat([Buffer.from(prefix, 'hex'), data]), format: 'der', type: 'spki' });
  // A point in another form, or beside the curve.
  if (key.key === undefined || data[0] !== UNCOMPRESSED) throw new MalformedDer('x509: failed to unmarshal elliptic curve point');
  return key;
}

function ed25519Key(data: Buffer, parameters: Buffer): PublicKey {
  if (parameters.length > 0) throw new MalformedDer('x509: Ed25519 key encoded with illegal parameters');
  if (data.length !== 32) throw new MalformedDer('x509: wrong Ed25519 public key size');
  return made('Ed25519', 0, { key: { kty: 'OKP', crv: 'Ed25519', x: data.toString('base64url') }, format: 'jwk' });
}

/** Nothing where the algorithm is unknown. `spki` is the whole SubjectPublicKeyInfo. */
export function publicKeyIn(spki: Buffer, rules: CertificateRules): PublicKey | undefined {
  const reader = new DerReader(spki).inside(TAG.sequence, 'x509: malformed spki');
  const { algorithm, parameters } = algorithmIdentifierIn(reader.content(TAG.sequence, 'x509: malformed public key algorithm identifier'));
  const data = rightAligned(reader.content(TAG.bitString, 'x509: malformed subjectPublicKey'), 'x509: malformed subjectPublicKey');
  switch (ALGORITHMS.get(algorithm)) {
    case 'RSA':
      return rsaKey(data, parameters, rules);
    case 'DSA':
      return dsaKey(data, parameters, spki);
    case 'ECDSA':
      return ecdsaKey(data, parameters, rules);
    case 'Ed25519':
      return ed25519Key(data, parameters);
    case undefined:
      return undefined;
  }
}
