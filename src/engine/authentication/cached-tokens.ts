/**
 * What an authenticator said of a token, for a while; who asks for the same token meanwhile waits for the one answer. Errors are
 * not kept. The cache knows hashes of tokens only.
 * After k8s.io/apiserver/pkg/authentication/token/cache/cached_token_authenticator.go.
 */
import { createHash } from 'node:crypto';
import type { TokenIdentity } from '../api/tokens';
import { ResponseCache } from '../webhook/response-cache';
import type { TokenAuthenticator } from './authenticator';

export interface LifeTimes {
  /** In milliseconds, of answers that name a user. */
  readonly success: number;
  /** Of answers that do not. */
  readonly failure: number;
}

const hashOf = (token: string, audiences: readonly string[] | undefined): string =>
  createHash('sha256')
    .update(JSON.stringify([token, audiences]))
    .digest('base64');

export function cachedTokens({ name, authenticateToken }: TokenAuthenticator, lifeTimes: LifeTimes): TokenAuthenticator {
  const known = new ResponseCache<{ readonly identity: TokenIdentity | undefined }>();
  const underWay = new Map<string, Promise<TokenIdentity | undefined>>();
  return {
    name,
    authenticateToken(token, credentials) {
      const key = hashOf(token, credentials.audiences);
      const cached = known.get(key);
      if (cached !== undefined) return cached.identity;
      const asked = async (): Promise<TokenIdentity | undefined> => {
        const identity = await authenticateToken(token, credentials);
        const lifeTime = identity === undefined ? lifeTimes.failure : lifeTimes.success;
        if (lifeTime > 0) known.add(key, { identity }, lifeTime);
        return identity;
      };
      const answer = underWay.get(key) ?? asked().finally(() => underWay.delete(key));
      underWay.set(key, answer);
      return answer;
    },
  };
}
