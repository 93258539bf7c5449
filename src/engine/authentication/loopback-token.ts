/**
 * The token with which a process reaches its own server: system:apiserver, who is in system:masters. Controllers and a written
 * kubeconfig use it. After k8s.io/apiserver/pkg/server/config.go AuthorizeClientBearerToken.
 */
import { AUTHENTICATED } from './anonymous';
import type { TokenAuthenticator } from './authenticator';

export const loopbackToken = (expected: string): TokenAuthenticator => {
  const user = { name: 'system:apiserver', uid: '', groups: ['system:masters', AUTHENTICATED], extra: {} };
  return { name: 'loopback token', authenticateToken: (token) => (token === expected ? { user } : undefined) };
};
