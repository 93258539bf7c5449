/**
 * Whoever is authenticated is in system:authenticated, last of their groups, unless their credentials say so already or say
 * system:unauthenticated. After k8s.io/apiserver/pkg/authentication/group/authenticated_group_adder.go.
 */
import type { Identity } from '../api/identity';
import { ANONYMOUS, AUTHENTICATED, UNAUTHENTICATED } from './anonymous';
import type { Authenticator } from './authenticator';

const withGroup = (user: Identity): Identity =>
  user.name === ANONYMOUS || user.groups.includes(AUTHENTICATED) || user.groups.includes(UNAUTHENTICATED)
    ? user
    : { ...user, groups: [...user.groups, AUTHENTICATED] };

export const addAuthenticatedGroup = ({ name, authenticate }: Authenticator): Authenticator => ({
  name,
  async authenticate(credentials) {
    const identity = await authenticate(credentials);
    return identity && { ...identity, user: withGroup(identity.user) };
  },
});
