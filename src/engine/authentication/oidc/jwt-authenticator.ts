/**
 * Tokens of one OpenID issuer. The issuer is asked for its keys in the background, because it may run on this very cluster; until
 * it has answered its tokens are refused. It has no opinion on a token of another issuer.
 * After k8s.io/apiserver/plugin/pkg/authenticator/token/oidc/oidc.go.
 */
import type { TokenIdentity } from '../../api/tokens';
import { quote } from '../../golang/quote';
import { aggregate } from '../../errors/field-error';
import type { Version } from '../../versions';
import type { TokenAuthenticator } from '../authenticator';
import { compileAuthenticator } from '../configuration/compile';
import type { JwtAuthenticatorConfiguration } from '../configuration/types';
import type { Claims } from './claims';
import { untrustedIssuer } from './compact-token';
import { discover } from './discovery';
import { claimResolver } from './distributed-claims';
import { withEscapedNames } from './expression-values';
import { issuerClient } from './http-client';
import { verifiedClaims, type IdTokenRules } from './id-token';
import { retried } from './retried';
import { checkClaimRules, checkRequiredClaims, checkUserRules } from './rules';
import { userOf } from './user';

export interface JwtAuthenticator extends TokenAuthenticator {
  readonly isReady: () => boolean;
  /** Settled when the issuer has been asked once. */
  readonly attempted: Promise<void>;
  stop(): void;
}

const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'];

export interface JwtOptions {
  /** None means all that are safe. */
  readonly algorithms?: readonly string[];
  readonly disallowedIssuers: readonly string[];
  readonly version: Version;
}

function algorithmsOf({ algorithms = ALGORITHMS }: JwtOptions): readonly string[] {
  const unsupported = algorithms.find((algorithm) => !ALGORITHMS.includes(algorithm));
  if (unsupported !== undefined) throw new Error(`oidc: unsupported signing alg: ${quote(unsupported)}`);
  return algorithms.length === 0 ? ['RS256'] : algorithms;
}

const isFrom = (issuer: string, token: string): boolean => {
  try {
    return untrustedIssuer(token) === issuer;
  } catch {
    return false;
  }
};

/** Throws if the configuration is invalid. */
export function jwtAuthenticator(configuration: JwtAuthenticatorConfiguration, options: JwtOptions): JwtAuthenticator {
  const { issuer, claimMappings, claimValidationRules } = configuration;
  const { errors, expressions } = compileAuthenticator('', configuration, options.disallowedIssuers);
  if (errors.length > 0) throw new Error(aggregate(errors.map(({ field, body }) => `${field}: ${body}`)));
  const { version } = options;
  const rules: IdTokenRules = { issuer: issuer.url, audiences: issuer.audiences ?? [], algorithms: algorithmsOf(options), version };
  if (issuer.egressSelectorType !== '') throw new Error(`oidc: egress lookup required with egress selector type ${quote(issuer.egressSelectorType)}`);
  const client = issuerClient(issuer.certificateAuthority, version);
  const keys = retried(() => discover(client, issuer.url, issuer.discoveryURL ?? '', version));
  const groupsClaim = claimMappings.groups.claim;
  const resolver = groupsClaim === '' ? undefined : claimResolver(groupsClaim, rules, client);

  async function claimsOf(token: string): Promise<Claims> {
    const keySet = keys.value();
    if (keySet === undefined) throw new Error('oidc: authenticator not initialized');
    const claims = await verifiedClaims(token, rules, keySet).catch((error: unknown) => {
      throw new Error(`oidc: verify token: ${(error as Error).message}`, { cause: error });
    });
    if (resolver === undefined) return claims;
    return resolver.expand(claims).catch((error: unknown) => {
      throw new Error(`oidc: could not expand distributed claims: ${(error as Error).message}`, { cause: error });
    });
  }

  return {
    name: `jwt of ${issuer.url}`,
    async authenticateToken(token): Promise<TokenIdentity | undefined> {
      if (!isFrom(issuer.url, token)) return undefined;
      const claims = await claimsOf(token);
      const values = withEscapedNames(claims) as object;
      const user = userOf(claimMappings, expressions, claims, values, version);
      checkRequiredClaims(claimValidationRules ?? [], claims);
      checkClaimRules(expressions.claimRules, values);
      checkUserRules(expressions.userRules, user);
      return { user };
    },
    isReady: () => keys.value() !== undefined,
    attempted: keys.attempted,
    stop: () => {
      keys.stop();
      resolver?.stop();
    },
  };
}
