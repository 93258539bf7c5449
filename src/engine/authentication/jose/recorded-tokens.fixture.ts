/** What real servers said of tokens of ServiceAccounts (testdata/tokens), and the keys that have signed them, of which the servers know the first four. */
import { createPrivateKey, createPublicKey, sign, type KeyObject, type SignKeyObjectInput } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { own } from '../../golang/map';

const FOLDER = path.join(__dirname, '..', '..', '..', '..', 'testdata', 'tokens');
const KNOWN = ['first', 'second', 'curve', 'curve384'] as const;
export const VERSIONS = ['1.20', '1.37'] as const;

type KeyName = (typeof KNOWN)[number] | 'stranger' | 'ed25519';
type Answer = readonly [status: number, message: string, review: { readonly error?: string }];

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));
const texts = read('keys') as Readonly<Record<KeyName, string>>;
const answers = Object.fromEntries(VERSIONS.map((version) => [version, read(version)])) as Readonly<Record<string, Readonly<Record<string, Answer>>>>;

const keyOf = (name: KeyName): KeyObject => createPrivateKey(texts[name]);
/** The public keys that the servers verify tokens with. */
export const KEYS: readonly KeyObject[] = KNOWN.map((name) => createPublicKey(keyOf(name)));

export const signedBy = (name: KeyName, hash: string | null, input: Buffer, options: Omit<SignKeyObjectInput, 'key'> = {}): Buffer =>
  sign(hash, input, { key: keyOf(name), ...options });

function answerTo(name: string, version: string): Answer {
  const answer = own(own(answers, version), `bound: ${name}`);
  if (answer === undefined) throw new Error(`No token of ${version} is called ${name}.`);
  return answer;
}

export const wasAccepted = (name: string, version: string): boolean => answerTo(name, version)[0] !== 401;
/** Why a TokenReview did not authenticate the token; '' where it did. */
export const recordedError = (name: string, version: string): string => answerTo(name, version)[2].error ?? '';
