/**
 * Adds authenticated users to system:authenticated, last of their groups, unless their credentials say so already or say
 * system:unauthenticated. After k8s.io/apiserver/pkg/authentication/group/authenticated_group_adder.go.
 */
import type { Identity } from '../api/identity';
import { ANONYMOUS, AUTHENTICATED, UNAUTHENTICATED } from './anonymous';
import { onceKnown, type Authenticator } from './authenticator';

const withGroup = (user: Identity): Identity =>
  user.name === ANONYMOUS || user.groups.includes(AUTHENTICATED) || user.groups.includes(UNAUTHENTICATED)
    ? user
    : { name: user.name, uid: user.uid, groups: [...user.groups, AUTHENTICATED], extra: user.extra };

export const addAuthenticatedGroup = ({ name, authenticate }: Authenticator): Authenticator => ({
  name,
  authenticate: (credentials) =>
    onceKnown(authenticate(credentials), (identity) => identity && { user: withGroup(identity.user), audiences: identity.audiences }),
});
