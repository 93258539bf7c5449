/**
 * Who may do what is asked, and by which binding; and who could make themselves able to. Agrees with a SubjectAccessReview of
 * an RBAC server: a user is allowed if they, or one of their groups, are among the subjects.
 */
import type { Attributes } from '../engine/api/attributes';
import type { Grounds } from '../engine/api/explainer';
import { PRIVILEGED_GROUP } from '../engine/authorization/privileged-group';
import { quote } from '../engine/golang/quote';
import { escalations, type Escalation } from './escalation';
import { groundsOfHolder, Holders, type Holder, type Who } from './holders';
import type { Policy } from './policy';
import { questionInWords } from './question';

/** Somebody who is allowed. */
export class Allowed implements Who {
  constructor(
    readonly kind: Who['kind'],
    readonly name: string,
    readonly holders: readonly Holder[],
  ) {}

  /** One for each binding; none for the group that no policy limits. */
  get by(): readonly Grounds[] {
    return this.holders.map(groundsOfHolder);
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

function grouped(holders: readonly Holder[]): readonly Allowed[] {
  const byWho = { Group: new Map<string, Holder[]>(), User: new Map<string, Holder[]>() };
  for (const holder of holders) {
    const known = byWho[holder.kind].get(holder.name);
    if (known === undefined) byWho[holder.kind].set(holder.name, [holder]);
    else known.push(holder);
  }
  return (['Group', 'User'] as const).flatMap((kind) => [...byWho[kind]].map(([name, own]) => new Allowed(kind, name, own)));
}

/** Everybody who is allowed, the privileged group first: no policy limits it. */
function allowedAmong(holders: Holders, attributes: Attributes): readonly Allowed[] {
  const found = grouped(holders.of(attributes));
  const isPrivileged = ({ kind, name }: Who): boolean => kind === 'Group' && name === PRIVILEGED_GROUP;
  const privileged = found.find(isPrivileged) ?? new Allowed('Group', PRIVILEGED_GROUP, []);
  return [privileged, ...found.filter((allowed) => !isPrivileged(allowed))];
}

export const allowedTo = ({ storage }: Policy, attributes: Attributes): readonly Allowed[] => allowedAmong(new Holders(storage), attributes);

export function whoCan(policy: Policy, attributes: Attributes): WhoCan {
  const holders = new Holders(policy.storage);
  const subjects = allowedAmong(holders, attributes);
  return { question: questionInWords(attributes), subjects, couldGetThere: escalations(policy, attributes, subjects, holders) };
}

const inWords = ({ kind, name }: Who): string => {
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(kind === 'User' ? name : '') ?? [];
  return account === undefined ? `${kind} "${name}"` : `ServiceAccount "${account}/${namespace ?? ''}"`;
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
