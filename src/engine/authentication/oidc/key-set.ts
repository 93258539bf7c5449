/**
 * The keys with which an issuer signs. They are fetched when a token comes that none of the known keys has signed, unless the
 * issuer has said that they are good for longer. After github.com/coreos/go-oidc/jwks.go.
 */
import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { SignedToken } from '../jose/signed-token';
import type { IssuerClient } from './http-client';
import { jsonOf } from './json-response';

interface SigningKey {
  readonly id: string;
  readonly key: KeyObject;
}
interface Keys {
  readonly keys: readonly SigningKey[];
  /** In milliseconds. */
  readonly expiry: number;
}

export interface KeySet {
  /** The payload; throws if no key of the issuer has signed the token. */
  verified(token: SignedToken): Promise<string>;
}

function isSignedBy(token: SignedToken, key: KeyObject): boolean {
  try {
    token.verify(key);
    return true;
  } catch {
    return false;
  }
}

const EXPIRY_DELTA = 30_000;
const NOT_VERIFIED = 'failed to verify id token signature';

function keyOf(key: JsonWebKey & { readonly kid?: string }): SigningKey {
  if (!['RSA', 'EC', 'OKP'].includes(key.kty ?? '')) throw new Error(`go-jose/go-jose: unknown json web key type '${key.kty ?? ''}'`);
  return { id: key.kid ?? '', key: createPublicKey({ key, format: 'jwk' }) };
}

/** Without a word on caching the keys are old at once. */
function expiryOf(cacheControl: string, now: number): number {
  if (/\bno-(?:store|cache)\b/i.test(cacheControl)) return now;
  const [, seconds = '0'] = /\bs-maxage="?(\d+)/i.exec(cacheControl) ?? /\bmax-age="?(\d+)/i.exec(cacheControl) ?? [];
  return now + Number(seconds) * 1000;
}

async function fetchKeys(client: IssuerClient, url: string): Promise<Keys> {
  const response = await client.get(url).catch((error: unknown) => {
    throw new Error(`oidc: get keys failed ${(error as Error).message}`, { cause: error });
  });
  if (response.status !== 200) throw new Error(`oidc: get keys failed: ${response.statusLine} ${response.text}`);
  try {
    const { keys = [] } = jsonOf(response) as { readonly keys?: readonly JsonWebKey[] };
    return { keys: keys.map(keyOf), expiry: expiryOf(response.cacheControl, Date.now()) };
  } catch (error) {
    throw new Error(`oidc: failed to decode keys: ${(error as Error).message} ${response.text}`, { cause: error });
  }
}

export function remoteKeySet(client: IssuerClient, url: string): KeySet {
  let cached: Keys = { keys: [], expiry: 0 };
  let inFlight: Promise<Keys> | undefined;

  const fetched = async (): Promise<Keys> => {
    inFlight ??= fetchKeys(client, url).finally(() => (inFlight = undefined));
    return (cached = await inFlight);
  };
  const payloadBy = (keys: readonly SigningKey[], token: SignedToken): string | undefined => {
    for (const { id, key } of keys) {
      if (token.keyId !== '' && id !== token.keyId) continue;
      if (isSignedBy(token, key)) return token.payload.toString();
    }
    return undefined;
  };

  return {
    async verified(token) {
      const known = payloadBy(cached.keys, token);
      if (known !== undefined) return known;
      if (Date.now() + EXPIRY_DELTA <= cached.expiry) throw new Error(NOT_VERIFIED);
      const { keys } = await fetched().catch((error: unknown) => {
        throw new Error(`fetching keys ${(error as Error).message}`, { cause: error });
      });
      const payload = payloadBy(keys, token);
      if (payload === undefined) throw new Error(NOT_VERIFIED);
      return payload;
    },
  };
}
