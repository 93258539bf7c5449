/**
 * A token that says nothing of an audience is good for the audiences of the server, and for no other.
 * After k8s.io/apiserver/pkg/authentication/authenticator/audagnostic.go.
 */
import { onceKnown, type TokenAuthenticator } from './authenticator';

/** In the order of the target, as authenticator.Audiences.Intersect. */
export const intersection = (audiences: readonly string[], target: readonly string[]): readonly string[] =>
  target.filter((audience) => audiences.includes(audience));

export const audienceAgnostic = (own: readonly string[], { name, authenticateToken }: TokenAuthenticator): TokenAuthenticator => ({
  name,
  authenticateToken(token, credentials) {
    if (credentials.audiences === undefined) return authenticateToken(token, credentials);
    const audiences = credentials.audiences === own ? own : intersection(own, credentials.audiences);
    if (audiences.length === 0) return undefined;
    return onceKnown(authenticateToken(token, credentials), (identity) => identity && { user: identity.user, audiences });
  },
});
