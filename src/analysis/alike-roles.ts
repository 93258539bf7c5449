/**
 * Roles and subjects that are alike: what is asked of one of them is so of all. There may be as many subjects as bindings, so they are
 * sorted once, when a policy is loaded.
 */
import type { PolicyRule } from '../engine/rbac/objects';
import type { BoundRole, BoundSubject } from './bound-role';
import type { Likeness } from './likeness';
import { canEscalate } from './rights';

/** Subjects that are alike; one that stands for itself alone is one of `undefined`. */
export interface AlikeSubjects {
  readonly like: string | undefined;
  readonly given: readonly BoundSubject[];
}

/** Bound roles with the same rules. */
export interface AlikeRoles {
  readonly rules: readonly PolicyRule[];
  /** Whether a subject gets at more than it has by one of the rules. */
  readonly canEscalate: boolean;
  readonly roles: readonly BoundRole[];
  readonly groups: readonly AlikeSubjects[];
  readonly users: readonly AlikeSubjects[];
}

/** The values by their keys, which are in the order in which they come first. */
function sortedInto<K, V>(values: Iterable<V>, keyOf: (value: V) => K): ReadonlyMap<K, readonly V[]> {
  const sorted = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    const others = sorted.get(key);
    if (others === undefined) sorted.set(key, [value]);
    else others.push(value);
  }
  return sorted;
}

export function alikeAmong(all: readonly BoundRole[], likenessOf: Likeness): readonly AlikeRoles[] {
  return [...sortedInto(all, ({ rules }) => rules)].map(([rules, roles]) => {
    const given = roles.flatMap(({ boundSubjects }) => boundSubjects);
    const alikeOf = (of: BoundSubject['kind']): readonly AlikeSubjects[] =>
      [
        ...sortedInto(
          given.filter(({ kind }) => kind === of),
          likenessOf,
        ),
      ].map(([like, subjects]) => ({ like, given: subjects }));
    return {
      rules,
      canEscalate: rules.some(canEscalate),
      roles,
      groups: alikeOf('Group'),
      users: alikeOf('User'),
    };
  });
}

/** The roles by the names of their subjects. */
export function bySubjectName(roles: readonly BoundRole[]): ReadonlyMap<string, readonly BoundRole[]> {
  const named = new Map<string, BoundRole[]>();
  for (const role of roles)
    for (const { name } of role.boundSubjects) {
      const others = named.get(name);
      if (others === undefined) named.set(name, [role]);
      else if (others.at(-1) !== role) others.push(role);
    }
  return named;
}
