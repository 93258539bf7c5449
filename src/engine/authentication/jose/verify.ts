/**
 * Whether a key has signed some bytes. The length of an ECDSA signature is that of the algorithm, whatever the curve of the key is.
 * After verifyPayload of gopkg.in/go-jose/go-jose.v2/asymmetric.go.
 */
import { constants, verify, type KeyObject } from 'node:crypto';

interface Algorithm {
  readonly type: 'rsa' | 'ec';
  readonly hash: string;
  readonly isPss?: boolean;
  /** In bytes, of each of the two numbers. */
  readonly size?: number;
}

const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map<string, Algorithm>([
  ['RS256', { type: 'rsa', hash: 'sha256' }],
  ['RS384', { type: 'rsa', hash: 'sha384' }],
  ['RS512', { type: 'rsa', hash: 'sha512' }],
  ['PS256', { type: 'rsa', hash: 'sha256', isPss: true }],
  ['PS384', { type: 'rsa', hash: 'sha384', isPss: true }],
  ['PS512', { type: 'rsa', hash: 'sha512', isPss: true }],
  ['ES256', { type: 'ec', hash: 'sha256', size: 32 }],
  ['ES384', { type: 'ec', hash: 'sha384', size: 48 }],
  ['ES512', { type: 'ec', hash: 'sha512', size: 66 }],
]);
const CURVE_SIZES: ReadonlyMap<string, number> = new Map([
  ['prime256v1', 32],
  ['secp384r1', 48],
  ['secp521r1', 66],
]);

/** The number in as many bytes as the curve has; nothing where it does not fit. */
function resized(number: Buffer, size: number): Buffer | undefined {
  const [zeros, rest] = [number.subarray(0, Math.max(number.length - size, 0)), number.subarray(Math.max(number.length - size, 0))];
  return zeros.every((byte) => byte === 0) ? Buffer.concat([Buffer.alloc(size - rest.length), rest]) : undefined;
}

function ecdsaSignature(signature: Buffer, size: number, key: KeyObject): Buffer | undefined {
  if (signature.length !== 2 * size) return undefined;
  const curve = CURVE_SIZES.get(key.asymmetricKeyDetails?.namedCurve ?? '') ?? size;
  const [r, s] = [resized(signature.subarray(0, size), curve), resized(signature.subarray(size), curve)];
  return r && s && Buffer.concat([r, s]);
}

export function hasSigned(key: KeyObject, algorithm: string, input: Buffer, signature: Buffer): boolean {
  const { type, hash, isPss, size = 0 } = ALGORITHMS.get(algorithm) ?? {};
  if (type === undefined || key.asymmetricKeyType !== type) return false;
  try {
    if (type === 'ec') {
      const resizedSignature = ecdsaSignature(signature, size, key);
      return resizedSignature !== undefined && verify(hash, input, { key, dsaEncoding: 'ieee-p1363' }, resizedSignature);
    }
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
    return verify(hash, input, isPss === true ? { key, ...padding } : key, signature);
  } catch {
    return false;
  }
}
