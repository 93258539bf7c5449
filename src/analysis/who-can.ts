/**
 * Who may do what is asked, and by which binding; and who could make themselves able to. Agrees with a SubjectAccessReview of
 * an RBAC server: a user is allowed if they, or one of their groups, are among the subjects.
 */
import type { Attributes } from '../engine/api/attributes';
import type { Evidence } from '../engine/api/explainer';
import { PRIVILEGED_GROUP } from '../engine/authorization/privileged-group';
import { quote } from '../engine/golang/quote';
import { assumedEscalations } from './assumptions';
import { escalations, type Escalation } from './escalation';
import { BoundRoles } from './bound-roles';
import type { BoundSubject } from './bound-role';
import type { Assumed } from './found-by-assumption';
import { eachAllowed, evidenceOfHolder, holderOf, type Cover, type Holder } from './holders';
import type { Policy } from './policy';
import { describeQuestion } from './question';
import { describeSubject, SubjectMap, type Subject } from './subject';

/** A subject that is allowed. Most are by one binding, and there may be many of them: what is shown of it is made when it is shown. */
export class Allowed implements Subject {
  readonly #who: Subject | BoundSubject;
  readonly #cover: Cover | undefined;
  #others: Holder[] | undefined;

  constructor(who: Subject | BoundSubject, cover?: Cover) {
    this.#who = who;
    this.#cover = cover;
  }

  get kind(): Subject['kind'] {
    return this.#who.kind;
  }

  get name(): string {
    return this.#who.name;
  }

  also(given: BoundSubject, cover: Cover): void {
    (this.#others ??= []).push(holderOf(given, cover));
  }

  /** One for each binding. The group that no policy limits needs none, but may have some. */
  get by(): readonly Evidence[] {
    const first = this.#cover !== undefined && 'binding' in this.#who ? [holderOf(this.#who, this.#cover)] : [];
    return [...first, ...(this.#others ?? [])].map(evidenceOfHolder);
  }

  toJSON(): object {
    const { kind, name, by } = this;
    return { kind, name, by };
  }
}

export interface WhoCan {
  readonly question: string;
  readonly subjects: readonly Allowed[];
  readonly couldGetThere: readonly Escalation[];
  /** Who could where something is so of the cluster that no policy says. */
  readonly couldByAssumption: readonly Assumed[];
}

/** Everybody who is allowed, the privileged group first: no policy limits it. */
function allowedAmong(bound: BoundRoles, attributes: Attributes): SubjectMap<Allowed> {
  const allowed = new SubjectMap<Allowed>();
  const privileged: Subject = { kind: 'Group', name: PRIVILEGED_GROUP };
  allowed.set(privileged, new Allowed(privileged));
  eachAllowed(bound, attributes, (given, cover) => {
    const known = allowed.get(given);
    if (known === undefined) allowed.set(given, new Allowed(given, cover));
    else known.also(given, cover);
  });
  return allowed;
}

export const allowedTo = ({ storage }: Policy, attributes: Attributes): readonly Allowed[] => allowedAmong(BoundRoles.of(storage), attributes).values();

export function whoCan(policy: Policy, attributes: Attributes): WhoCan {
  const bound = BoundRoles.of(policy.storage);
  const allowed = allowedAmong(bound, attributes);
  const couldGetThere = escalations(policy, attributes, allowed, bound);
  const couldByAssumption = assumedEscalations(policy, attributes, allowed, couldGetThere, bound);
  return { question: describeQuestion(attributes), subjects: allowed.values(), couldGetThere, couldByAssumption };
}

const describeSubjects = ({ kind, name, also = [] }: Subject & { readonly also?: readonly Subject[] | undefined }): string =>
  [{ kind, name }, ...also].map(describeSubject).join(' and ');

const describeBinding = ({ binding: { kind, namespace, name }, role }: Evidence): string =>
  `${kind} ${quote(namespace === '' ? name : `${name}/${namespace}`)} of ${role.kind} ${quote(role.name)}`;

function describeStep(step: Escalation | Assumed): readonly string[] {
  const { message, becomes, by } = step;
  return [
    `  ${describeSubjects(step)}`,
    `    ${message}`,
    ...('assumes' in step ? step.assumes.map(({ id, condition, source }) => `    assumes (${id}) that ${condition}; ${source}`) : []),
    ...(becomes === undefined || message.includes(quote(becomes.name)) ? [] : [`    and acts as ${describeSubject(becomes)}`]),
    ...by.map((grounds) => `    by ${describeBinding(grounds)}`),
  ];
}

export function describeWhoCan({ question, subjects, couldGetThere, couldByAssumption }: WhoCan): string {
  const reason = ({ by }: Allowed): readonly string[] => (by.length === 0 ? ['no binding: no policy limits it'] : by.map(describeBinding));
  return [
    `May ${question}:`,
    ...subjects.flatMap((allowed) => [`  ${describeSubject(allowed)}`, ...reason(allowed).map((text) => `    by ${text}`)]),
    ...(couldGetThere.length === 0 ? [] : ['', 'Could get there:']),
    ...couldGetThere.flatMap(describeStep),
    ...(couldByAssumption.length === 0 ? [] : ['', 'Could get there where what is assumed of the cluster is so:']),
    ...couldByAssumption.flatMap(describeStep),
    '',
  ].join('\n');
}
