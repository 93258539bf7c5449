/** What is found by assumption: each subject and each set of subjects once, with the techniques of its chain. */
import type { BoundSubject } from './bound-role';
import type { Goal } from './goal';
import { escalationOf, type Escalation } from './escalation';
import { evidenceOfHolder, holderOf, type Cover, type Demand, type Grant } from './holders';
import { NOBODY_ELSE, requestsOf, type Technique, type Naming, type Step } from './step';
import type { AssumedTechnique } from './techniques';
import { SubjectMap, type Subject } from './subject';

export interface Assumed extends Escalation<Technique | 'assumption'> {
  /** The techniques of its chain, the first used first. */
  readonly assumes: readonly Pick<AssumedTechnique, 'id' | 'condition' | 'source'>[];
}

export type AssumedStep = Step<Technique | 'assumption'>;

/** Steps of one technique; of none where a proven step leads to who gets there by one. */
export interface Batch {
  readonly assumption?: AssumedTechnique;
  readonly steps: readonly AssumedStep[];
  /** A step of each subject that holds one right: there may be as many as subjects. */
  readonly ofEach?: StepOfEach;
}

interface StepOfEach {
  readonly demand: Demand;
  readonly naming: Naming<'assumption'>;
}

/** The techniques of chains. Those of many subjects are the same. */
class Chains {
  readonly #known = new Map<AssumedTechnique | undefined, Map<Assumed['assumes'] | undefined, Assumed['assumes']>>();

  of(assumption: AssumedTechnique | undefined, before: Assumed['assumes'] | undefined): Assumed['assumes'] {
    const known = this.#known.get(assumption) ?? new Map<Assumed['assumes'] | undefined, Assumed['assumes']>();
    this.#known.set(assumption, known);
    const chain = known.get(before) ?? this.#made(assumption, before ?? []);
    known.set(before, chain);
    return chain;
  }

  #made(assumption: AssumedTechnique | undefined, before: Assumed['assumes']): Assumed['assumes'] {
    const assumes = [...(assumption === undefined ? [] : [{ id: assumption.id, condition: assumption.condition, source: assumption.source }]), ...before];
    return assumes.filter(({ id }, at) => assumes.findIndex((other) => other.id === id) === at);
  }
}

/** What an assumed step leads to. There may be as many as subjects: by which bindings is made when it is shown. */
class AssumedEscalation implements Assumed {
  readonly #step: AssumedStep;
  readonly assumes: Assumed['assumes'];

  constructor(step: AssumedStep, assumes: Assumed['assumes']) {
    this.#step = step;
    this.assumes = assumes;
  }

  get kind(): Subject['kind'] {
    return this.#step.who.kind;
  }

  get name(): string {
    return this.#step.who.name;
  }

  get also(): readonly Subject[] | undefined {
    return this.#step.also.length > 0 ? this.#step.also : undefined;
  }

  get technique(): Assumed['technique'] {
    return this.#step.technique;
  }

  get message(): string {
    return this.#step.message;
  }

  get becomes(): Subject | undefined {
    return this.#step.becomes;
  }

  get by(): Assumed['by'] {
    return this.#step.holders.map(evidenceOfHolder);
  }

  toJSON(): object {
    return { ...escalationOf(this.#step), assumes: this.assumes };
  }
}

/** The same of a subject by the one right that it holds. */
class AssumedOfEach implements Assumed {
  readonly assumes: Assumed['assumes'];
  readonly #naming: Naming<'assumption'>;
  readonly #given: BoundSubject;
  readonly #cover: Cover;

  constructor(naming: Naming<'assumption'>, given: BoundSubject, cover: Cover, assumes: Assumed['assumes']) {
    this.#naming = naming;
    this.#given = given;
    this.#cover = cover;
    this.assumes = assumes;
  }

  get kind(): Subject['kind'] {
    return this.#given.kind;
  }

  get name(): string {
    return this.#given.name;
  }

  get technique(): Assumed['technique'] {
    return this.#naming.technique;
  }

  get message(): string {
    return this.#naming.message;
  }

  get becomes(): Subject | undefined {
    return this.#naming.becomes;
  }

  get by(): Assumed['by'] {
    return [evidenceOfHolder(holderOf(this.#given, this.#cover))];
  }

  toJSON(): object {
    const { kind, name, technique, message, becomes, by, assumes } = this;
    return { kind, name, technique, message, ...(becomes && { becomes }), by, assumes };
  }
}

const keyOf = ({ kind, name }: Subject): string => `${kind} ${name}`;

/** What is found, each subject and each set of subjects once. */
export class FoundByAssumption {
  readonly #allowed: SubjectMap<Subject>;
  readonly #proven: SubjectMap<Subject>;
  readonly #alone = new SubjectMap<Assumed>();
  readonly #together = new Set<string>();
  readonly #chains = new Chains();
  /** Roles of which every subject is there. */
  readonly #absorbed = new Set<Grant['alike']>();
  readonly all: Assumed[] = [];
  #goals: Goal[] = [];

  constructor(allowed: SubjectMap<Subject>, proven: SubjectMap<Subject>) {
    this.#allowed = allowed;
    this.#proven = proven;
  }

  /** Those that were added since the last call. */
  takeGoals(): readonly Goal[] {
    return this.#goals.splice(0);
  }

  add(step: AssumedStep, assumption: AssumedTechnique | undefined): void {
    const { who, also, technique, requests } = step;
    if (this.#isThere(who) || also.some((one) => this.#isThere(one))) return;
    const key = [who, ...also].map(keyOf).sort().join(' and ');
    if (also.length > 0 && this.#together.has(key)) return;
    const assumed = new AssumedEscalation(step, this.#chainOf(assumption, step.becomes));
    this.all.push(assumed);
    if (also.length > 0) {
      this.#together.add(key);
      return;
    }
    this.#alone.set(who, assumed);
    this.#goals.push(technique === 'impersonate' ? { who, also } : { who, also, requests });
  }

  /** Adds groups first, because others are in them. Of subjects that are alike the first is a goal for all of them. */
  addEach({ demand, naming }: StepOfEach, assumption: AssumedTechnique | undefined): void {
    const fresh = (demand.grants ?? []).filter(({ alike }) => !this.#absorbed.has(alike));
    if (fresh.length === 0) return;
    const assumes = this.#chainOf(assumption, naming.becomes);
    const requests = requestsOf([demand]);
    const known = new Set<string>();
    const addAll = (all: readonly BoundSubject[], cover: Cover, like: string | undefined): void => {
      let isFirst = like === undefined || !known.has(like);
      for (const one of all) {
        if (this.#isThere(one)) continue;
        const assumed = new AssumedOfEach(naming, one, cover, assumes);
        this.all.push(assumed);
        this.#alone.set(one, assumed);
        if (!isFirst) continue;
        this.#goals.push({ who: one, also: NOBODY_ELSE, requests });
        isFirst = like === undefined;
        if (like !== undefined) known.add(like);
      }
    };
    for (const { alike, cover } of fresh) for (const { like, given } of alike.groups) addAll(given, cover, like);
    for (const { alike, cover } of fresh) for (const { like, given } of alike.users) addAll(given, cover, like);
    for (const { alike } of fresh) this.#absorbed.add(alike);
  }

  #chainOf(assumption: AssumedTechnique | undefined, becomes: Subject | undefined): Assumed['assumes'] {
    return this.#chains.of(assumption, becomes === undefined ? undefined : this.#alone.get(becomes)?.assumes);
  }

  #isThere(who: Subject): boolean {
    return this.#alone.covers(who) || this.#allowed.covers(who) || this.#proven.covers(who);
  }
}
