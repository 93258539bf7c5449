/**
 * Verifies what ServiceAccount tokens have in common: a JSON Web Token of one of our issuers, signed with one of our keys, for one
 * of our audiences. A token of another issuer gets no opinion, since another authenticator may know it.
 * After k8s.io/kubernetes/pkg/serviceaccount/jwt.go AuthenticateToken.
 */
import { quote, quoteSlice } from '../../golang/quote';
import type { Version } from '../../versions';
import { intersection } from '../audiences';
import { claimsIn, type PrivateClaims } from '../jose/claims';
import { parseSigned, type SignedToken } from '../jose/signed-token';
import type { Credentials } from '../authenticator';
import { text, type Claims } from './token-claims';
import { untrustedIssuer } from '../oidc/compact-token';
import type { VerificationKey } from './keys';
import { AuthenticationErrors } from '../union';

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

function attempted<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}

/** The claims as the first key that fits has signed them. Throws what each key had to say. */
function claimsOf(token: SignedToken, keys: readonly VerificationKey[], privateClaims: PrivateClaims, version: Version): Claims {
  const messages: string[] = [];
  for (const { key } of keys) {
    try {
      token.verify(key);
      return claimsIn(token.payload, privateClaims, version);
    } catch (error) {
      messages.push((error as Error).message);
    }
  }
  throw new AuthenticationErrors(messages);
}

export function verifiedToken(
  token: string,
  { issuers, keys, audiences, version }: ServiceAccountIssuer,
  privateClaims: PrivateClaims,
  { audiences: wanted = audiences, audit }: Pick<Credentials, 'audiences' | 'audit'>,
): VerifiedToken | undefined {
  const issuer = attempted(() => untrustedIssuer(token));
  if (issuer === undefined || !issuers.includes(issuer)) return undefined;
  const parsed = attempted(() => parseSigned(token, version));
  if (parsed === undefined) return undefined;
  const candidates = version.has('keysById') && parsed.keyId !== '' ? keys.filter(({ id }) => id === parsed.keyId) : keys;
  if (candidates.length === 0) throw new Error('invalid signature, no keys found');
  const claims = claimsOf(parsed, candidates, privateClaims, version);
  const signed = typeof claims['iss'] === 'string' ? claims['iss'] : '';
  if (version.has('tokenIssuerCheckedTwice') && !issuers.includes(signed)) throw new Error(`token issuer ${quote(signed)} is invalid`);
  const given = (claims['aud'] ?? []) as readonly string[];
  if (given.length === 0) audit.annotate('authentication.k8s.io/legacy-token', text(claims['sub']));
  const own = given.length > 0 ? given : audiences;
  const common = intersection(own, wanted);
  if (common.length === 0 && audiences.length > 0)
    throw new Error(`token audiences ${quoteSlice(own)} is invalid for the target audiences ${quoteSlice(wanted)}`);
  return { claims, audiences: common };
}
