/**
 * The keys of ServiceAccount tokens: the one that signs and those that check. From the files of --service-account-key-file and
 * --service-account-signing-key-file, or made at start when neither is given. Read once for each set of options, since a fork
 * of a server has the same. After k8s.io/client-go/util/keyutil/key.go and k8s.io/kubernetes/pkg/serviceaccount/jwt.go.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { ServerOptions } from '../../api/options';
import { pemBlocks } from '../../golang/pem';
import { StartError } from '../../errors/start-error';
import { readFile } from '../read-file';
import { table } from '../../golang/map';

export interface VerificationKey {
  /** The hash of the key, so that the name does not reveal the key. */
  readonly id: string;
  readonly key: KeyObject;
}
export interface SigningKey extends VerificationKey {
  readonly algorithm: string;
}
export interface ServiceAccountKeys {
  readonly signing: SigningKey | undefined;
  readonly verification: readonly VerificationKey[];
}

const CURVES = table<string>({ prime256v1: 'ES256', secp384r1: 'ES384', secp521r1: 'ES512' });

const keyId = (key: KeyObject): string =>
  createHash('sha256')
    .update((key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' }))
    .digest('base64url');

export const algorithmOf = (key: KeyObject): string | undefined =>
  key.asymmetricKeyType === 'rsa' ? 'RS256' : CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''];

/** The keys in a file of PEM blocks; blocks that are no key are passed over. */
function keysIn(text: string, parse: (pem: string) => KeyObject): readonly KeyObject[] {
  return pemBlocks(text).flatMap((block) => {
    try {
      return [parse(block.text)];
    } catch {
      return [];
    }
  });
}

const isRsaOrEc = ({ asymmetricKeyType: type }: KeyObject): boolean => type === 'rsa' || type === 'ec';

function verificationKeys(path: string): readonly VerificationKey[] {
  const keys = keysIn(readFile(path), createPublicKey).filter(isRsaOrEc);
  if (keys.length === 0) throw new StartError(`error reading public key file ${path}: data does not contain any valid RSA or ECDSA public keys`);
  return keys.map((key) => ({ id: keyId(key), key }));
}

/** Returns Go's name for the type of a key other than RSA or ECDSA. */
const GO_TYPES: Readonly<Record<string, string>> = { ed25519: 'ed25519.PrivateKey' };

export function signingKeyIn(path: string): SigningKey {
  const unparsed = (why: string, cause?: unknown): StartError => new StartError(`failed to parse service-account-issuer-key-file: ${why}`, { cause });
  const ungenerated = (why: string): StartError => new StartError(`failed to build token generator: ${why}`);
  let text: string;
  try {
    text = readFile(path);
  } catch (error) {
    throw unparsed((error as Error).message, error);
  }
  const key = keysIn(text, createPrivateKey).find((found) => isRsaOrEc(found) || found.asymmetricKeyType === 'ed25519');
  if (key === undefined) throw unparsed(`error reading private key file ${path}: data does not contain a valid RSA or ECDSA private key`);
  const goType = GO_TYPES[key.asymmetricKeyType ?? ''];
  if (goType !== undefined) throw ungenerated(`unknown private key type ${goType}, must be *rsa.PrivateKey, *ecdsa.PrivateKey, or jose.OpaqueSigner`);
  const algorithm = algorithmOf(key);
  if (algorithm === undefined) throw ungenerated('could not generate signer for ECDSA keypair: unknown private key curve, must be 256, 384, or 521');
  return { id: keyId(key), key, algorithm };
}

function ownKeys(): ServiceAccountKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const id = keyId(publicKey);
  return { signing: { id, key: privateKey, algorithm: 'ES256' }, verification: [{ id, key: publicKey }] };
}

const known = new WeakMap<ServerOptions, ServiceAccountKeys>();

const makesOwnKeys = ({ serviceAccountKeyFile, serviceAccountSigningKeyFile }: ServerOptions): boolean =>
  serviceAccountKeyFile.length === 0 && serviceAccountSigningKeyFile === undefined;

/** Keeps the keys that a server made at its start for the server that goes on with its objects, among which are tokens. */
export function keepOwnKeys(before: ServerOptions, options: ServerOptions): void {
  if (makesOwnKeys(before) && makesOwnKeys(options)) known.set(options, serviceAccountKeysOf(before));
}

/** The key that signs is read at once, those that check when authentication comes to them. */
function keysOf(options: ServerOptions): ServiceAccountKeys {
  if (makesOwnKeys(options)) return ownKeys();
  const { serviceAccountKeyFile: files, serviceAccountSigningKeyFile: signingFile } = options;
  let verification: readonly VerificationKey[] | undefined;
  return {
    signing: signingFile === undefined ? undefined : signingKeyIn(signingFile),
    get verification() {
      return (verification ??= files.flatMap(verificationKeys));
    },
  };
}

export function serviceAccountKeysOf(options: ServerOptions): ServiceAccountKeys {
  const keys = known.get(options) ?? keysOf(options);
  known.set(options, keys);
  return keys;
}
