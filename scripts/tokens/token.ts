/** Makes tokens of any shape from keys that stay the same (testdata/tokens/keys.json). */
import { constants, createHmac, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const FOLDER = path.join(__dirname, '..', '..', 'testdata', 'tokens');

type KeyName = 'first' | 'second' | 'curve' | 'curve384' | 'stranger' | 'ed25519';
const texts = JSON.parse(readFileSync(path.join(FOLDER, 'keys.json'), 'utf8')) as Readonly<Record<KeyName, string>>;
export const key = {
  first: createPrivateKey(texts.first),
  second: createPrivateKey(texts.second),
  curve: createPrivateKey(texts.curve),
  curve384: createPrivateKey(texts.curve384),
  stranger: createPrivateKey(texts.stranger),
  ed25519: createPrivateKey(texts.ed25519),
} as const satisfies Readonly<Record<KeyName, KeyObject>>;

export const privatePem = (name: KeyName): string => texts[name];
export const publicPem = (name: KeyName): string => createPublicKey(key[name]).export({ type: 'spki', format: 'pem' }) as string;
export const jwk = (name: KeyName): object => createPublicKey(key[name]).export({ format: 'jwk' });

const PSS = constants.RSA_PKCS1_PSS_PADDING;
type Signer = (input: Buffer) => Buffer;
export const rsa =
  (name: KeyName = 'first', hash = 'sha256'): Signer =>
  (input) =>
    sign(hash, input, key[name]);
export const pss =
  (name: KeyName = 'first', hash = 'sha256', saltLength = 32): Signer =>
  (input) =>
    sign(hash, input, { key: key[name], padding: PSS, saltLength });
export const ec =
  (name: KeyName = 'curve', hash = 'sha256', dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363'): Signer =>
  (input) =>
    sign(hash, input, { key: key[name], dsaEncoding });
export const hmac = (): Signer => (input) => createHmac('sha256', publicPem('first')).update(input).digest();
export const eddsa = (): Signer => (input) => sign(null, input, key.ed25519);

export const base64url = (text: string | Buffer): string => Buffer.from(text as string).toString('base64url');

/** Header and claims as they are to be written, to the letter. */
export function token(header: string | object, claims: string | object, signer: Signer = rsa()): string {
  const written = [header, claims].map((part) => base64url(typeof part === 'string' ? part : JSON.stringify(part))).join('.');
  return `${written}.${base64url(signer(Buffer.from(written)))}`;
}
