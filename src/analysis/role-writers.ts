/**
 * Who has a role and may write into it. Everybody who has a role is looked at, but few may write roles: those are found first,
 * and nothing is made for anybody else.
 */
import type { BoundRole, Given } from './bound-roles';
import type { Holder } from './holders';
import { bySubject, oncePerBinding, type Means, type Step } from './step';
import { impliedGroups, type Who, type WhoMap } from './who';

type Held = readonly WhoMap<Holder>[];

const heldBy = (held: Held, who: Who): readonly Holder[] => held.map((holders) => holders.covering(who)).filter((holder) => holder !== undefined);

/** Who holds each of the rights that writing a role takes, by themselves or by a group that they are always in. */
class Writers {
  readonly #held: Held;
  readonly #everyone: readonly Who[];
  /** The writers, and the groups that they are always in. */
  readonly #names: ReadonlySet<string>;
  /** Whoever has the role writes it, if they are in a group that does. */
  readonly #byGroup: boolean;

  constructor(rights: readonly (readonly Holder[])[]) {
    this.#held = rights.map(bySubject);
    this.#everyone = bySubject(rights.flat()).values();
    this.#names = new Set(this.#everyone.flatMap((who) => [who.name, ...impliedGroups(who)]));
    this.#byGroup = this.#held.some(({ impliesAny }) => impliesAny);
  }

  get none(): boolean {
    return this.#held.some((holders) => holders.isEmpty);
  }

  /** Those who are the subject, or always in it. For most subjects that is nobody, and is found out by one look. */
  among(subjects: readonly Given[]): readonly { readonly who: Who; readonly holders: readonly Holder[] }[] {
    const some = this.#byGroup ? subjects : subjects.filter(({ name }) => this.#names.has(name));
    return some.flatMap((subject) =>
      [subject, ...this.#membersOf(subject)]
        .map(({ kind, name }) => ({ who: { kind, name }, holders: heldBy(this.#held, { kind, name }) }))
        .filter(({ holders }) => holders.length === this.#held.length),
    );
  }

  #membersOf({ kind, name }: Who): readonly Who[] {
    return kind === 'User' ? [] : this.#everyone.filter((who) => impliedGroups(who).includes(name));
  }
}

/** `alike` names the role that stands for a role: they have the same writers. */
export function roleWriters(
  roles: readonly BoundRole[],
  alike: (name: string) => string,
  rightsOn: (name: string) => readonly (readonly Holder[])[],
  [means, sentence]: readonly [Means, (name: string) => string],
): readonly Step[] {
  const known = new Map<string, Writers>();
  return roles.flatMap(({ name, given }) => {
    const like = alike(name);
    const writers = known.get(like) ?? new Writers(rightsOn(like));
    known.set(like, writers);
    if (writers.none) return [];
    return writers.among(given).map(({ who, holders }) => ({ who, means, sentence: sentence(name), holders: oncePerBinding(holders) }));
  });
}
