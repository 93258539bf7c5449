/**
 * Several subjects that are one requester: a user is in several groups, and has the rights of all of them. Of which groups a user
 * is, no policy says; so what several hold together is found as those several. Few such sets are shown: any of them is a way.
 */
import { AUTHENTICATED, EVERY_ACCOUNT, accountOf, impliedGroups, type Subject } from './subject';

const SHOWN = 8;
/** How often a set may be begun for each that is shown. */
const TURNS = 512;

/**
 * Reports whether the subject is nothing beside what its name says: a ServiceAccount is in its own groups only, and a user of
 * Kubernetes itself has the groups that its certificate names.
 */
export const isWithoutOthers = (who: Subject): boolean =>
  who.kind === 'User'
    ? accountOf(who) !== undefined || who.name.startsWith('system:')
    : who.name === AUTHENTICATED || who.name === 'system:unauthenticated' || who.name.startsWith(EVERY_ACCOUNT);

const isSame = (a: Subject, b: Subject): boolean => a.kind === b.kind && a.name === b.name;

const holdsOneOf = (list: readonly Subject[], chosen: readonly Subject[]): boolean =>
  list.some((holder) => chosen.some((one) => isSame(one, holder) || (holder.kind === 'Group' && impliedGroups(one).includes(holder.name))));

/** Reports whether no subject of the set can be left out. */
const isSmallest = (lists: readonly (readonly Subject[])[], chosen: readonly Subject[]): boolean =>
  chosen.every((_, at) => !lists.every((list) => holdsOneOf(list, chosen.toSpliced(at, 1))));

/** The sets of at least two subjects, at most one of them a user, that hold one right of each list. */
export function coversOf(lists: readonly (readonly Subject[])[]): readonly (readonly Subject[])[] {
  if (lists.length < 2 || lists.some(({ length }) => length === 0)) return [];
  // Groups first: with a user fewer others go together.
  const sorted = lists.map((list) => [...list.filter(({ kind }) => kind === 'Group'), ...list.filter(({ kind }) => kind === 'User')]);
  const found: (readonly Subject[])[] = [];
  let turns = 0;
  const choose = (chosen: readonly Subject[]): void => {
    turns += 1;
    if (found.length >= SHOWN || turns > TURNS) return;
    const next = sorted.find((list) => !holdsOneOf(list, chosen));
    if (next === undefined) {
      if (chosen.length > 1 && isSmallest(sorted, chosen)) found.push(chosen);
      return;
    }
    const hasUser = chosen.some(({ kind }) => kind === 'User');
    for (const { kind, name } of next) if (!(hasUser && kind === 'User')) choose([...chosen, { kind, name }]);
  };
  choose([]);
  return found.filter((set, at) => found.findIndex((other) => other.length === set.length && other.every((one) => set.some((who) => isSame(who, one)))) === at);
}
