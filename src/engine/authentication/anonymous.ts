/**
 * A request without credentials is from system:anonymous, if --anonymous-auth or the AuthenticationConfiguration says so. Credentials that are no good are 401, never
 * anonymous. After k8s.io/apiserver/pkg/authentication/request/anonymous.
 */
import { onceKnown, type Authenticator } from './authenticator';

export const ANONYMOUS = 'system:anonymous';
export const AUTHENTICATED = 'system:authenticated';
export const UNAUTHENTICATED = 'system:unauthenticated';

const USER = { name: ANONYMOUS, uid: '', groups: [UNAUTHENTICATED], extra: {} };

/** With conditions only the paths that they name are open, to the letter. */
const anonymous = (conditions: readonly { readonly path: string }[]): Authenticator => ({
  name: 'anonymous',
  authenticate: ({ audiences, path }) =>
    conditions.length === 0 || conditions.some((condition) => condition.path === path) ? { user: USER, ...(audiences && { audiences }) } : undefined,
});

export function orAnonymous(authenticator: Authenticator, conditions: readonly { readonly path: string }[] = []): Authenticator {
  const { authenticate } = anonymous(conditions);
  return {
    name: 'anonymous',
    authenticate: (credentials) => onceKnown(authenticator.authenticate(credentials), (identity) => identity ?? authenticate(credentials)),
  };
}
