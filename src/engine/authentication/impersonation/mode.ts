/**
 * One way to be allowed to impersonate. A mode that is not meant for the user answers `undefined`; one that is throws its
 * refusal.
 */
import type { Attributes } from '../../api/attributes';
import type { Authorizer } from '../../api/authorizer';
import type { Identity } from '../../api/identity';
import { isReadOnly } from '../../authorization/read-only';
import type { Version } from '../../versions';
import { checkRight } from './check-right';
import { ExpiringCache, keyOfRequest, keyOfUsers } from './expiring-cache';
import { checkUser } from './user-rights';

export interface Mode {
  readonly name: string;
  check(wanted: Identity, attributes: Attributes): Promise<Identity | undefined>;
}

export interface ConstrainedMode {
  readonly name: string;
  readonly applies: (wanted: Identity, requester: Identity) => boolean;
  /** What the caches know the request by, where that is not the request itself. */
  readonly knownAs?: (wanted: Identity, attributes: Attributes) => { readonly wanted: Identity; readonly attributes: Attributes };
}

/** The old right, which is asked for anew each time. */
export const legacyMode = (authorizer: Authorizer, version: Version): Mode => ({
  name: 'legacy',
  check: (wanted, { user }) => checkUser({ authorizer, verb: 'impersonate', constrained: false, version }, user, wanted),
});

/** Checks first the right to do this as another user, `impersonate-on:<mode>:<verb>`; then the right to be them, `impersonate:<mode>`. */
export function constrainedMode(authorizer: Authorizer, version: Version, { name, applies, knownAs }: ConstrainedMode): Mode {
  const requests = new ExpiringCache();
  const users = new ExpiringCache();
  const rights = { authorizer, verb: `impersonate:${name}`, constrained: true, version };
  return {
    name,
    async check(wanted, attributes) {
      if (!applies(wanted, attributes.user)) return undefined;
      const known = knownAs?.(wanted, attributes) ?? { wanted, attributes };
      const requestKey = keyOfRequest(known.wanted, known.attributes);
      const before = requests.get(requestKey);
      if (before !== undefined) return { ...before, name: wanted.name };
      await checkRight(authorizer, { ...attributes, verb: `impersonate-on:${name}:${attributes.verb}`, readOnly: isReadOnly(attributes) }, version);
      const userKey = keyOfUsers(known.wanted, known.attributes.user);
      const user = users.get(userKey) ?? (await checkUser(rights, attributes.user, wanted));
      users.set(userKey, user);
      requests.set(requestKey, user);
      return { ...user, name: wanted.name };
    },
  };
}
