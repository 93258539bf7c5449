/** Which subjects are alike: who gets there by one gets there by any of them. */
import type { Storage } from '../engine/api/storage';
import { nodeOf } from '../engine/authentication/impersonation/node-user';
import { isTokenSecret, SECRETS, TOKEN_OWNER } from './token-secrets';
import { accountOf, type Subject } from './subject';

/** What alike subjects have in common; undefined of a subject that stands for itself alone. */
export type Likeness = (who: Subject) => string | undefined;

/**
 * Subjects that no rule and no Secret names are alike: one stands for all of a namespace, for all users, or for all groups, that get there in the same way.
 * `names` are those in rules.
 */
export function likeness(storage: Storage, names: ReadonlySet<string>): Likeness {
  const withSecret = new Set(
    storage
      .list(SECRETS)
      .filter(isTokenSecret)
      .map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.annotations?.[TOKEN_OWNER] ?? ''}`),
  );
  return (who) => {
    if (names.has(who.name)) return undefined;
    // Of Kubernetes' own groups each has other members and other powers.
    if (who.kind === 'Group') return who.name.startsWith('system:') ? undefined : 'groups/';
    if (!who.name.startsWith('system:')) return '';
    const account = accountOf(who);
    if (account === undefined) {
      const node = nodeOf(who.name);
      return node === undefined || names.has(node) ? undefined : 'nodes/';
    }
    return names.has(account.name) || withSecret.has(`${account.namespace}/${account.name}`) ? undefined : account.namespace;
  };
}
