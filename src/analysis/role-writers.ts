/**
 * Who has a role and may write into it. Everybody who has a role is looked at, but few may write roles: those are found first,
 * and nothing is made for anybody else.
 */
import { subjectsOf } from '../engine/registry/rbac/objects';
import { subjectKey } from '../engine/registry/rbac/subject';
import type { BoundRole, Holder } from './holders';
import { bySubject, oncePerBinding, type Means, type Step } from './step';
import { impliedGroups, type Who, type WhoMap } from './who';

type Held = readonly WhoMap<Holder>[];

const heldBy = (held: Held, who: Who): readonly Holder[] => held.map((holders) => holders.covering(who)).filter((holder) => holder !== undefined);

/** Who writes roles and is always in the group. */
const membersAmong = (writers: Held, group: string): readonly Who[] =>
  writers
    .flatMap((holders) => holders.values())
    .filter((holder) => impliedGroups(holder).includes(group))
    .map(({ kind, name }) => ({ kind, name }));

/** Whoever is bound to the role and can write roles; for most that is nobody, and is found out by one look. */
function writersAmong(writers: Held, bound: Who): readonly Who[] {
  const [first] = writers;
  const members = bound.kind === 'Group' ? membersAmong(writers, bound.name) : [];
  return first?.covering(bound) === undefined ? members : [bound, ...members];
}

function stepsOf({ name, bindings }: BoundRole, writers: Held, [means, sentence]: readonly [Means, (name: string) => string]): readonly Step[] {
  const steps: Step[] = [];
  for (const binding of bindings)
    for (const subject of subjectsOf(binding)) {
      const bound = subjectKey(subject, binding.metadata.namespace ?? '');
      if (bound === undefined) continue;
      for (const who of writersAmong(writers, bound)) {
        const holders = heldBy(writers, who);
        if (holders.length === writers.length) steps.push({ who, means, sentence: sentence(name), holders: oncePerBinding(holders) });
      }
    }
  return steps;
}

/** `alike` names the role that stands for a role: they have the same writers. */
export function roleWriters(
  roles: readonly BoundRole[],
  alike: (name: string) => string,
  rightsOn: (name: string) => readonly (readonly Holder[])[],
  inWords: readonly [Means, (name: string) => string],
): readonly Step[] {
  const known = new Map<string, Held>();
  return roles.flatMap((role) => {
    const like = alike(role.name);
    const writers = known.get(like) ?? rightsOn(like).map(bySubject);
    known.set(like, writers);
    return writers.some((holders) => holders.isEmpty) ? [] : stepsOf(role, writers, inWords);
  });
}
