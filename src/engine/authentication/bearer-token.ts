/**
 * `Authorization: Bearer <token>`: the scheme in any case, the token up to the next space. Another scheme or no token is no
 * opinion; a token that nobody knows is an error. After k8s.io/apiserver/pkg/authentication/request/bearertoken.
 */
import { trimSpace } from '../golang/trim';
import type { Version } from '../versions';
import { headerOf, onceKnown, type Authenticator, type TokenAuthenticator } from './authenticator';

const SPACE_WARNING = 'the provided Authorization header contains extra space before the bearer token, and is ignored';

/** One for all requests: an authenticator of few tokens throws it often, for the next one to be asked. */
export const INVALID_TOKEN = new Error('invalid bearer token');

export const bearerToken = (tokens: TokenAuthenticator, version: Version): Authenticator => ({
  name: 'bearer token',
  authenticate(credentials) {
    const [scheme = '', token, ...rest] = trimSpace(headerOf(credentials, 'authorization')).split(' ');
    if (token === undefined || scheme.toLowerCase() !== 'bearer') return undefined;
    if (token === '') {
      if (rest.length > 0 && version.has('spaceBeforeTokenWarning')) credentials.warnings.push(SPACE_WARNING);
      return undefined;
    }
    return onceKnown(tokens.authenticateToken(token, credentials), (identity) => {
      if (identity === undefined) throw INVALID_TOKEN;
      return identity;
    });
  },
});
