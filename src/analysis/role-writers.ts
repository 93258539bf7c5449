/**
 * Who has a role and may write into it. Every subject that has a role is looked at, but few may write roles: those are found
 * first, and nothing is made for the others.
 */
import type { BoundRoles } from './bound-roles';
import type { BoundRole, BoundSubject } from './bound-role';
import { holderOf, type Demand, type Holder } from './holders';
import { bySubject, oncePerBinding, requestsOf, together, type Technique, type Step } from './step';
import { isWithoutOthers } from './together';
import { impliedGroups, type Subject, type SubjectMap } from './subject';

/** The place whose bindings give the roles. */
interface Where {
  readonly bound: BoundRoles;
  readonly namespace: string;
}

type Held = readonly SubjectMap<Holder>[];

const heldBy = (held: Held, who: Subject): readonly Holder[] => held.map((holders) => holders.covering(who)).filter((holder) => holder !== undefined);

/** Who holds each of the rights that writing a role takes, alone or by a group that they are always in. */
class Writers {
  readonly held: Held;
  readonly requests: Step['requests'];
  readonly #everyone: readonly Subject[];
  /** The writers, and the groups that they are always in. */
  readonly #names: ReadonlySet<string>;
  /** Each subject that has the role writes it, if it is in a group that does. */
  readonly #byGroup: boolean;

  constructor(demands: readonly Demand[]) {
    this.held = demands.map(({ holders }) => bySubject(holders));
    this.requests = requestsOf(demands);
    this.#everyone = bySubject(demands.flatMap(({ holders }) => holders)).values();
    this.#names = new Set(this.#everyone.flatMap((who) => [who.name, ...impliedGroups(who)]));
    this.#byGroup = this.held.some(({ impliesAny }) => impliesAny);
  }

  /** The roles of which a writer is a subject; `undefined` where it may be any. */
  rolesAmong({ bound, namespace }: Where): ReadonlySet<BoundRole> | undefined {
    return this.#byGroup || this.mayBeOthers ? undefined : new Set([...this.#names].flatMap((name) => bound.naming(namespace, name)));
  }

  get none(): boolean {
    return this.held.some((holders) => holders.isEmpty);
  }

  /** Reports whether a writer may be in other groups, or in others than the subjects of the role. */
  get mayBeOthers(): boolean {
    return this.held.every((holders) => holders.values().some((holder) => !isWithoutOthers(holder)));
  }

  /** Those who are the subject, or always in it. For most subjects there is none, and that is found out by one look. */
  among(subjects: readonly BoundSubject[]): readonly { readonly who: Subject; readonly holders: readonly Holder[] }[] {
    const some = this.#byGroup ? subjects : subjects.filter(({ name }) => this.#names.has(name));
    return some.flatMap((subject) =>
      [subject, ...this.#membersOf(subject)]
        .map(({ kind, name }) => ({ who: { kind, name }, holders: heldBy(this.held, { kind, name }) }))
        .filter(({ holders }) => holders.length === this.held.length),
    );
  }

  #membersOf({ kind, name }: Subject): readonly Subject[] {
    return kind === 'User' ? [] : this.#everyone.filter((who) => impliedGroups(who).includes(name));
  }
}

export interface Writing {
  readonly technique: Technique;
  readonly message: (name: string) => string;
  /** The name of the role that stands for the role: they have the same writers. */
  readonly alike: (name: string) => string;
  readonly demandsOn: (name: string) => readonly Demand[];
}

const NO_RULE = { rule: { verbs: [] }, position: -1 };

interface Known {
  readonly writers: Writers;
  readonly among: ReadonlySet<BoundRole> | undefined;
}

export function roleWriters(where: Where, roles: readonly BoundRole[], { technique, message, alike, demandsOn }: Writing): readonly Step[] {
  const known = new Map<string, Known>();
  const knownOf = (like: string): Known => {
    const writers = new Writers(demandsOn(like));
    return { writers, among: writers.none ? new Set() : writers.rolesAmong(where) };
  };
  return roles.flatMap((role) => {
    const { name, boundSubjects } = role;
    const like = alike(name);
    const one = known.get(like) ?? knownOf(like);
    known.set(like, one);
    const { writers, among } = one;
    if (among !== undefined && !among.has(role)) return [];
    const rest = { technique, message: message(name), requests: writers.requests };
    const alone = writers.among(boundSubjects).map(({ who, holders }) => ({ who, also: [], holders: oncePerBinding(holders), ...rest }));
    if (!writers.mayBeOthers) return alone;
    const having = bySubject(boundSubjects.map((held) => holderOf(held, NO_RULE)));
    return [...alone, ...together([having, ...writers.held], rest)];
  });
}
