/** Makes certificates of any shape, signed with whatever is wished for. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomInt, sign, type KeyObject } from 'node:crypto';
import { bits, element, identifier, integer, nothing, octets, sequence, set, text, truth } from './der';

export const CN = '2.5.4.3';
export const O = '2.5.4.10';
const UTF8 = 0x0c;

/** One attribute; the value is UTF-8 unless it is made otherwise. */
export const attribute = (type: string, value: string | Buffer): Buffer => sequence(identifier(type), typeof value === 'string' ? text(UTF8, value) : value);
export const name = (...attributes: readonly Buffer[]): Buffer => sequence(...attributes.map((each) => set(each)));
export const subject = (commonName: string, ...groups: readonly string[]): Buffer =>
  name(...groups.map((group) => attribute(O, group)), attribute(CN, commonName));

export const extension = (id: string, value: Buffer, isCritical = false): Buffer => sequence(identifier(id), ...(isCritical ? [truth()] : []), octets(value));
export const basicConstraints = (isAuthority: boolean, longestPath?: number): Buffer =>
  extension('2.5.29.19', sequence(...(isAuthority ? [truth()] : []), ...(longestPath === undefined ? [] : [integer(longestPath)])), true);
export const extendedKeyUsage = (...usages: readonly string[]): Buffer => extension('2.5.29.37', sequence(...usages.map(identifier)));
/** The first bit is the highest one of the byte. */
export const keyUsage = (byte: number, unused = 0): Buffer => extension('2.5.29.15', bits(Buffer.from([byte]), unused), true);
export const alternativeNames = (...names: readonly Buffer[]): Buffer => extension('2.5.29.17', sequence(...names));
export const context = (number: number, value: string | Buffer): Buffer => element(0x80 | number, Buffer.from(value as string));
export const inner = (number: number, ...parts: readonly Buffer[]): Buffer => element(0xa0 | number, ...parts);

export const CLIENT = '1.3.6.1.5.5.7.3.2';
export const SERVER = '1.3.6.1.5.5.7.3.1';
export const ANY_USAGE = '2.5.29.37.0';

export interface Signature {
  readonly identifier: Buffer;
  readonly hash: string | null;
  readonly options?: Readonly<Record<string, number>>;
}
const plain = (id: string, hash: string | null): Signature => ({ identifier: sequence(identifier(id)), hash });
const rsa = (id: string, hash: string): Signature => ({ identifier: sequence(identifier(id), nothing()), hash });

export const SIGNATURES = {
  ecdsaSha1: plain('1.2.840.10045.4.1', 'sha1'),
  ecdsaSha256: plain('1.2.840.10045.4.3.2', 'sha256'),
  ecdsaSha384: plain('1.2.840.10045.4.3.3', 'sha384'),
  ecdsaSha512: plain('1.2.840.10045.4.3.4', 'sha512'),
  ecdsaSha224: plain('1.2.840.10045.4.3.1', 'sha224'),
  rsaMd5: rsa('1.2.840.113549.1.1.4', 'md5'),
  rsaSha1: rsa('1.2.840.113549.1.1.5', 'sha1'),
  rsaSha1Iso: rsa('1.3.14.3.2.29', 'sha1'),
  rsaSha224: rsa('1.2.840.113549.1.1.14', 'sha224'),
  rsaSha256: rsa('1.2.840.113549.1.1.11', 'sha256'),
  rsaSha512: rsa('1.2.840.113549.1.1.13', 'sha512'),
  ed25519: plain('1.3.101.112', null),
  dsaSha1: plain('1.2.840.10040.4.3', 'sha1'),
  dsaSha256: plain('2.16.840.1.101.3.4.3.2', 'sha256'),
} as const;

const HASHES = { sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2', sha512: '2.16.840.1.101.3.4.2.3' } as const;

export function pss(hash: keyof typeof HASHES, saltLength: number, maskHash: keyof typeof HASHES = hash): Signature {
  const hashOf = (which: keyof typeof HASHES): Buffer => sequence(identifier(HASHES[which]), nothing());
  const parameters = sequence(inner(0, hashOf(hash)), inner(1, sequence(identifier('1.2.840.113549.1.1.8'), hashOf(maskHash))), inner(2, integer(saltLength)));
  return { identifier: sequence(identifier('1.2.840.113549.1.1.10'), parameters), hash, options: { padding: 6, saltLength } };
}

export interface Shape {
  readonly subject: Buffer;
  readonly issuer: Buffer;
  readonly key: KeyObject;
  readonly signer: KeyObject;
  readonly signature?: Signature;
  readonly extensions?: readonly Buffer[];
  /** 0 is the first version, 2 the third. */
  readonly version?: number;
  readonly serial?: Buffer;
  readonly notBefore?: Buffer;
  readonly notAfter?: Buffer;
  readonly outerIdentifier?: Buffer;
  readonly publicKey?: Buffer;
  /** Changes the signed part, the signature, and the whole, before what is around is made. */
  readonly changeBody?: (parts: Buffer[]) => Buffer[];
  readonly changeSignature?: (signature: Buffer) => Buffer;
  readonly changeWhole?: (whole: Buffer) => Buffer;
}

export const utcTime = (value: string): Buffer => text(0x17, value);
export const generalizedTime = (value: string): Buffer => text(0x18, value);

export function certificate(shape: Shape): Buffer {
  const { signature = SIGNATURES.ecdsaSha256, extensions = [], version = 2 } = shape;
  const parts = [
    ...(version === 0 ? [] : [inner(0, integer(version))]),
    shape.serial ?? integer(randomInt(1001, 2 ** 31)),
    signature.identifier,
    shape.issuer,
    sequence(shape.notBefore ?? utcTime('200101000000Z'), shape.notAfter ?? utcTime('491231235959Z')),
    shape.subject,
    shape.publicKey ?? createPublicKey(shape.key).export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [inner(3, sequence(...extensions))] : []),
  ];
  const body = sequence(...(shape.changeBody?.(parts) ?? parts));
  const signed = sign(signature.hash, body, { key: shape.signer, ...signature.options });
  const whole = sequence(body, shape.outerIdentifier ?? signature.identifier, bits(shape.changeSignature?.(signed) ?? signed));
  return shape.changeWhole?.(whole) ?? whole;
}

const pkcs8 = (key: KeyObject): KeyObject => createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }));
export const ecKey = (namedCurve = 'P-256'): KeyObject => pkcs8(generateKeyPairSync('ec', { namedCurve }).privateKey);
export const rsaKey = (modulusLength: number, publicExponent = 65537): KeyObject =>
  pkcs8(generateKeyPairSync('rsa', { modulusLength, publicExponent }).privateKey);
export const ed25519Key = (): KeyObject => pkcs8(generateKeyPairSync('ed25519').privateKey);
export const dsaKey = (): KeyObject => pkcs8(generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 }).privateKey);
