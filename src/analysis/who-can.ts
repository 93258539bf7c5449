/**
 * Who may do what is asked, and by which binding; and who could make themselves able to. Agrees with a SubjectAccessReview of
 * an RBAC server: a user is allowed if they, or one of their groups, are among the subjects.
 */
import type { Attributes } from '../engine/api/attributes';
import type { Grounds } from '../engine/api/explainer';
import { PRIVILEGED_GROUP } from '../engine/authorization/privileged-group';
import { quote } from '../engine/golang/quote';
import { escalations, type Escalation } from './escalation';
import { groundsOfHolder, Holders, type Holder } from './holders';
import type { Policy } from './policy';
import { questionInWords } from './question';
import { accountOf, WhoMap, type Who } from './who';

/** Somebody who is allowed. Most are so by one binding, and there may be many of them, so each is the holder and little more. */
export class Allowed implements Who {
  readonly #first: Holder | Who;
  #others: Holder[] | undefined;

  constructor(first: Holder | Who) {
    this.#first = first;
  }

  get kind(): Who['kind'] {
    return this.#first.kind;
  }

  get name(): string {
    return this.#first.name;
  }

  also(holder: Holder): void {
    (this.#others ??= []).push(holder);
  }

  /** One for each binding; none for the group that no policy limits. */
  get by(): readonly Grounds[] {
    const first = this.#first;
    return ['binding' in first ? first : [], this.#others ?? []].flat().map(groundsOfHolder);
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
}

/** Everybody who is allowed, the privileged group first: no policy limits it. */
function allowedAmong(holders: Holders, attributes: Attributes): WhoMap<Allowed> {
  const allowed = new WhoMap<Allowed>();
  const privileged: Who = { kind: 'Group', name: PRIVILEGED_GROUP };
  allowed.set(privileged, new Allowed(privileged));
  holders.each(attributes, (holder) => {
    const known = allowed.get(holder);
    if (known === undefined) allowed.set(holder, new Allowed(holder));
    else known.also(holder);
  });
  return allowed;
}

export const allowedTo = ({ storage }: Policy, attributes: Attributes): readonly Allowed[] => allowedAmong(Holders.of(storage), attributes).values();

export function whoCan(policy: Policy, attributes: Attributes): WhoCan {
  const holders = Holders.of(policy.storage);
  const allowed = allowedAmong(holders, attributes);
  return { question: questionInWords(attributes), subjects: allowed.values(), couldGetThere: escalations(policy, attributes, allowed, holders) };
}

const inWords = ({ kind, name }: Who): string => {
  const account = accountOf({ kind, name });
  return account === undefined ? `${kind} ${quote(name)}` : `ServiceAccount ${quote(`${account.name}/${account.namespace}`)}`;
};

const bindingInWords = ({ binding: { kind, namespace, name }, role }: Grounds): string =>
  `${kind} ${quote(namespace === '' ? name : `${name}/${namespace}`)} of ${role.kind} ${quote(role.name)}`;

export function whoCanInWords({ question, subjects, couldGetThere }: WhoCan): string {
  const reason = ({ by }: Allowed): readonly string[] => (by.length === 0 ? ['no binding: no policy limits it'] : by.map(bindingInWords));
  return [
    `May ${question}:`,
    ...subjects.flatMap((allowed) => [`  ${inWords(allowed)}`, ...reason(allowed).map((text) => `    by ${text}`)]),
    ...(couldGetThere.length === 0 ? [] : ['', 'Could get there:']),
    ...couldGetThere.flatMap((escalation) => [
      `  ${inWords(escalation)}`,
      `    ${escalation.sentence}`,
      ...escalation.by.map((grounds) => `    by ${bindingInWords(grounds)}`),
    ]),
    '',
  ].join('\n');
}
