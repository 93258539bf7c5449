/**
 * The token with which a process reaches its own server: system:apiserver, who is in system:masters. Controllers and a written
 * kubeconfig use it. After k8s.io/apiserver/pkg/server/config.go AuthorizeClientBearerToken.
 */
import type { Identity } from '../api/identity';
import { AUTHENTICATED } from './anonymous';
import type { TokenAuthenticator } from './authenticator';

/** Who the server is to itself. */
export const LOOPBACK_USER: Identity = { name: 'system:apiserver', uid: '', groups: ['system:masters', AUTHENTICATED], extra: {} };

export const loopbackToken = (expected: string): TokenAuthenticator => ({
  name: 'loopback token',
  authenticateToken: (token) => (token === expected ? { user: LOOPBACK_USER } : undefined),
});
