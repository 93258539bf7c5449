/**
 * A request without credentials is from system:anonymous, if --anonymous-auth is on. Credentials that are no good are 401, never
 * anonymous. After k8s.io/apiserver/pkg/authentication/request/anonymous.
 */
import type { Authenticator } from './authenticator';

export const ANONYMOUS = 'system:anonymous';
export const AUTHENTICATED = 'system:authenticated';
export const UNAUTHENTICATED = 'system:unauthenticated';

const USER = { name: ANONYMOUS, uid: '', groups: [UNAUTHENTICATED], extra: {} };

const anonymous: Authenticator = {
  name: 'anonymous',
  authenticate: ({ audiences }) => ({ user: USER, ...(audiences && { audiences }) }),
};

export const orAnonymous = (authenticator: Authenticator): Authenticator => ({
  name: 'anonymous',
  authenticate: async (credentials) => (await authenticator.authenticate(credentials)) ?? anonymous.authenticate(credentials),
});
