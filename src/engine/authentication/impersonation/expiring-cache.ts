/**
 * What constrained impersonation has allowed stays allowed for ten seconds, as with tokens upstream.
 * After k8s.io/apiserver/pkg/endpoints/filters/impersonation/cache.go.
 */
import type { Attributes } from '../../api/attributes';
import type { Identity } from '../../api/identity';
import { own } from '../../golang/map';

const LIFETIME_MILLISECONDS = 10_000;
const KEPT = 10_000;

export class ExpiringCache {
  readonly #entries = new Map<string, { readonly user: Identity; readonly until: number }>();

  get(key: string): Identity | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && Date.now() < entry.until ? entry.user : undefined;
  }

  set(key: string, user: Identity): void {
    if (this.#entries.size >= KEPT) this.#entries.clear();
    this.#entries.set(key, { user, until: Date.now() + LIFETIME_MILLISECONDS });
  }
}

const userKey = ({ name, uid, groups, extra }: Identity): unknown => [
  name,
  uid,
  groups,
  Object.keys(extra)
    .sort()
    .map((key) => [key, own(extra, key)]),
];

/** Keys a requester and the impersonated user, for every kind of request. */
export const keyOfUsers = (wanted: Identity, requester: Identity): string => JSON.stringify([userKey(wanted), userKey(requester)]);

/** Keys a requester and the impersonated user, for one kind of request. */
export const keyOfRequest = (wanted: Identity, { user, ...request }: Attributes): string => JSON.stringify([userKey(wanted), userKey(user), request]);
