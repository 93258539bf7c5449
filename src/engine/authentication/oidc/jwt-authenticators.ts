/**
 * The OpenID issuers of a server, each with an authenticator of its own. A token is for one of them at most.
 * After newJWTAuthenticator of k8s.io/kubernetes/pkg/kubeapiserver/authenticator/config.go.
 */
import type { TokenAuthenticator } from '../authenticator';
import type { AuthenticationConfiguration } from '../configuration/types';
import { jwtAuthenticator, type JwtAuthenticator, type JwtOptions } from './jwt-authenticator';

export interface JwtAuthenticators extends TokenAuthenticator {
  readonly isReady: () => boolean;
  readonly attempted: Promise<void>;
  stop(): void;
}

export function jwtAuthenticators({ jwt }: AuthenticationConfiguration, options: JwtOptions): JwtAuthenticators {
  const made: JwtAuthenticator[] = [];
  const stop = (): void => {
    for (const authenticator of made) authenticator.stop();
  };
  try {
    for (const configuration of jwt ?? []) made.push(jwtAuthenticator(configuration, options));
  } catch (error) {
    stop();
    throw error;
  }
  return {
    name: 'jwt',
    async authenticateToken(token, credentials) {
      for (const authenticator of made) {
        const identity = await authenticator.authenticateToken(token, credentials);
        if (identity !== undefined) return identity;
      }
      return undefined;
    },
    isReady: () => made.every(({ isReady }) => isReady()),
    attempted: Promise.all(made.map(({ attempted }) => attempted)).then(() => undefined),
    stop,
  };
}
