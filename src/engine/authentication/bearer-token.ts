/**
 * `Authorization: Bearer <token>`: the scheme in any case, the token up to the next space. Another scheme or no token has no
 * opinion; an unknown token is an error. After k8s.io/apiserver/pkg/authentication/request/bearertoken.
 */
import { trimSpace } from '../golang/trim';
import type { Version } from '../versions';
import { headerOf, onceKnown, type Complaining, type TokenAuthenticator } from './authenticator';

const SPACE_WARNING = 'the provided Authorization header contains extra space before the bearer token, and is ignored';

/** One for all requests. */
export const INVALID_TOKEN = new Error('invalid bearer token');

export const bearerToken = (tokens: TokenAuthenticator, version: Version): Complaining => ({
  name: 'bearer token',
  authenticate(credentials) {
    const header = trimSpace(headerOf(credentials, 'authorization'));
    const space = header.indexOf(' ');
    if (space === -1 || header.slice(0, space).toLowerCase() !== 'bearer') return undefined;
    const end = header.indexOf(' ', space + 1);
    const token = header.slice(space + 1, end === -1 ? undefined : end);
    if (token === '') {
      if (end !== -1 && version.has('spaceBeforeTokenWarning')) credentials.warnings.push(SPACE_WARNING);
      return undefined;
    }
    return onceKnown(tokens.authenticateToken(token, credentials), (identity) => identity ?? INVALID_TOKEN);
  },
});
