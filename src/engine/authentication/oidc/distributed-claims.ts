/**
 * Groups that a token does not name itself but says where to ask for: _claim_names and _claim_sources. The answer is a token
 * too, whose issuer has to be discovered first; until then the question cannot be answered.
 * After claimResolver of k8s.io/apiserver/plugin/pkg/authenticator/token/oidc/oidc.go.
 */
import { quote } from '../../golang/quote';
import { hasClaim, type Claims } from './claims';
import { untrustedIssuer } from './compact-token';
import { discover } from './discovery';
import type { IssuerClient } from './http-client';
import { verifiedClaims, type IdTokenRules } from './id-token';
import type { KeySet } from './key-set';
import { retried, type Retried } from './retried';
import { own } from '../../golang/map';

export interface ClaimResolver {
  /** The claims with the one that was asked for among them, if it could be. */
  expand(claims: Claims): Promise<Claims>;
  stop(): void;
}

interface Endpoint {
  readonly endpoint?: string;
  readonly access_token?: string;
}

/** `issuer` of the rules is replaced by that of the answer. */
export function claimResolver(claim: string, rules: IdTokenRules, client: IssuerClient): ClaimResolver {
  const keySets = new Map<string, Retried<KeySet>>();

  function keysOf(issuer: string): KeySet {
    const known = keySets.get(issuer) ?? retried(() => discover(client, issuer, '', rules.version));
    keySets.set(issuer, known);
    const keys = known.value();
    if (keys === undefined) throw new Error(`verifying untrusted issuer ${issuer} failed: verifier not initialized for issuer: ${quote(issuer)}`);
    return keys;
  }

  async function tokenFrom({ endpoint = '', access_token: accessToken = '' }: Endpoint): Promise<string> {
    try {
      const { status, statusLine, text } = await client.get(endpoint, accessToken);
      if (status < 200 || status > 226) throw new Error(`error while getting distributed claim JWT: ${statusLine}`);
      return text;
    } catch (error) {
      throw new Error(`while getting distributed claim ${quote(claim)}: ${(error as Error).message}`, { cause: error });
    }
  }

  function issuerOf(token: string, url: string): string {
    try {
      return untrustedIssuer(token);
    } catch (error) {
      throw new Error(`getting untrusted issuer from endpoint ${url} failed for claim ${quote(claim)}: ${(error as Error).message}`, { cause: error });
    }
  }

  async function resolve(source: Endpoint, claims: Claims): Promise<Claims> {
    const url = source.endpoint ?? '';
    const token = await tokenFrom(source);
    const issuer = issuerOf(token, url);
    const found = await verifiedClaims(token, { ...rules, issuer }, keysOf(issuer)).catch((error: unknown) => {
      const { message } = error as Error;
      throw message.startsWith('verifying untrusted issuer') ? error : new Error(`verify distributed claim token: ${message}`, { cause: error });
    });
    if (!hasClaim(found, claim)) throw new Error(`jwt returned by distributed claim endpoint ${quote(url)} did not contain claim: ${claim}`);
    return { ...claims, [claim]: own(found, claim) };
  }

  async function expand(claims: Claims): Promise<Claims> {
    if (hasClaim(claims, claim) || !hasClaim(claims, '_claim_names')) return claims;
    const names = (claims['_claim_names'] ?? {}) as Readonly<Record<string, string>>;
    if (!hasClaim(claims, '_claim_sources')) throw new Error('oidc: no claim sources');
    const sources = (claims['_claim_sources'] ?? {}) as Readonly<Record<string, Endpoint>>;
    if (!Object.hasOwn(names, claim)) return claims;
    const name = own(names, claim) ?? '';
    const source = own(sources, name);
    if (source === undefined) throw new Error(`id token _claim_names contained a source ${name} missing in _claims_sources`);
    return (source.endpoint ?? '') === '' ? claims : resolve(source, claims);
  }

  return {
    expand,
    stop: () => {
      for (const keys of keySets.values()) keys.stop();
    },
  };
}
