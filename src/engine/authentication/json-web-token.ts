/**
 * What ServiceAccount tokens have in common: a JSON Web Token of one of our issuers, signed with one of our keys, for somebody
 * we may be. A token of another issuer is no opinion, since another authenticator may know it.
 * After k8s.io/kubernetes/pkg/serviceaccount/jwt.go AuthenticateToken.
 */
import { compactVerify, decodeProtectedHeader } from 'jose';
import { quoteSlice } from '../golang/quote';
import { aggregate } from '../response/field-error';
import type { Version } from '../versions';
import { intersection } from './audiences';
import { claimsError, type Claims } from './json-web-token-claims';
import type { VerificationKey } from './service-account-keys';

export interface ServiceAccountIssuer {
  readonly issuers: readonly string[];
  readonly keys: readonly VerificationKey[];
  /** What a token without audiences is for. */
  readonly audiences: readonly string[];
  readonly version: Version;
}

export interface VerifiedToken {
  readonly claims: Claims;
  readonly audiences: readonly string[];
}

const libraryOf = (version: Version): string => (version.has('tokenErrorWords') ? 'go-jose/go-jose' : 'square/go-jose');

/** The claims without looking at the signature; `undefined` if it is no token at all. */
function unverifiedIssuer(token: string): unknown {
  const parts = token.split('.');
  // Base64 for URLs, without padding: what is written otherwise is no token.
  if (parts.length !== 3 || !parts.every((part) => /^[A-Za-z0-9_-]*$/.test(part))) return undefined;
  try {
    return (JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString()) as Claims | null)?.['iss'];
  } catch {
    return undefined;
  }
}

function headerOf(token: string): { readonly kid?: string } | undefined {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return undefined;
  }
}

/** The payload as the first key that fits has signed it. */
async function verified(token: string, keys: readonly VerificationKey[], version: Version): Promise<Claims> {
  const messages: string[] = [];
  for (const { key } of keys) {
    const payload = await compactVerify(token, key).then(
      (result) => JSON.parse(Buffer.from(result.payload).toString()) as Claims,
      () => undefined,
    );
    const error = payload === undefined ? `${libraryOf(version)}: error in cryptographic primitive` : claimsError(payload, libraryOf(version));
    if (payload !== undefined && error === undefined) return payload;
    messages.push(error ?? '');
  }
  throw new Error(aggregate(messages));
}

export async function verifiedToken(
  token: string,
  { issuers, keys, audiences, version }: ServiceAccountIssuer,
  wanted: readonly string[] = audiences,
): Promise<VerifiedToken | undefined> {
  const issuer = unverifiedIssuer(token);
  if (typeof issuer !== 'string' || !issuers.includes(issuer)) return undefined;
  const header = headerOf(token);
  if (header === undefined) return undefined;
  const candidates = version.has('keysById') && header.kid !== undefined && header.kid !== '' ? keys.filter(({ id }) => id === header.kid) : keys;
  if (candidates.length === 0) throw new Error('invalid signature, no keys found');
  const claims = await verified(token, candidates, version);
  const given = claims['aud'] === undefined ? [] : [claims['aud']].flat();
  const own = given.length > 0 ? given.map(String) : audiences;
  const common = intersection(own, wanted);
  if (common.length === 0 && audiences.length > 0)
    throw new Error(`token audiences ${quoteSlice(own)} is invalid for the target audiences ${quoteSlice(wanted)}`);
  return { claims, audiences: common };
}
