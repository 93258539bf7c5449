import { splitUserName, type ServiceAccountName } from '../engine/apimachinery/service-account-names';
import { quote } from '../engine/golang/quote';

/** A subject that a request comes from: the user of that name, ServiceAccounts included, or any user in that group. */
export interface Subject {
  readonly kind: 'User' | 'Group';
  readonly name: string;
}

export const EVERY_ACCOUNT = 'system:serviceaccounts';
export const AUTHENTICATED = 'system:authenticated';

/** The namespace and the name of a ServiceAccount; `undefined` for every other user. */
export const accountOf = ({ kind, name }: Subject): ServiceAccountName | undefined => (kind === 'User' ? splitUserName(name) : undefined);

/** For example `User "jane"`, `ServiceAccount "default/foo"`. */
export function describeSubject({ kind, name }: Subject): string {
  const account = accountOf({ kind, name });
  return account === undefined ? `${kind} ${quote(name)}` : `ServiceAccount ${quote(`${account.name}/${account.namespace}`)}`;
}

const ofNamespace = (namespace: string): string => `${EVERY_ACCOUNT}:${namespace}`;

/** The namespace whose ServiceAccounts are the group; `undefined` for every other group. */
export const accountsNamespaceOf = (group: string): string | undefined => (group.startsWith(ofNamespace('')) ? group.slice(ofNamespace('').length) : undefined);

const isAnonymous = ({ name }: Subject): boolean => name === 'system:unauthenticated' || name === 'system:anonymous';

/** Returns the groups that the subject is always in. */
export function impliedGroups(who: Subject): readonly string[] {
  const account = accountOf(who);
  const accounts = account === undefined ? [] : [EVERY_ACCOUNT, ofNamespace(account.namespace)];
  return isAnonymous(who) ? accounts : [...accounts, AUTHENTICATED];
}

/** Something for each of many subjects; groups come first. */
export class SubjectMap<V> {
  readonly #groups = new Map<string, V>();
  readonly #users = new Map<string, V>();
  #impliesAny = false;

  /** Whether others are always in one of the groups. Most groups say nothing of whom they are in. */
  get impliesAny(): boolean {
    return this.#impliesAny;
  }

  get isEmpty(): boolean {
    return this.#groups.size === 0 && this.#users.size === 0;
  }

  get({ kind, name }: Subject): V | undefined {
    const subjects = kind === 'User' ? this.#users : this.#groups;
    return subjects.size === 0 ? undefined : subjects.get(name);
  }

  set({ kind, name }: Subject, value: V): void {
    (kind === 'User' ? this.#users : this.#groups).set(name, value);
    this.#impliesAny ||= kind === 'Group' && (name === AUTHENTICATED || name.startsWith(EVERY_ACCOUNT));
  }

  /** That of the subject, or else that of a group which it is always in. */
  covering(who: Subject): V | undefined {
    const own = this.get(who);
    if (own !== undefined || !this.#impliesAny) return own;
    for (const group of impliedGroups(who)) {
      const shared = this.#groups.get(group);
      if (shared !== undefined) return shared;
    }
    return undefined;
  }

  covers(who: Subject): boolean {
    if (this.isEmpty) return false;
    return this.covering(who) !== undefined;
  }

  values(): readonly V[] {
    return [...this.#groups.values(), ...this.#users.values()];
  }
}
