/**
 * Who is not allowed yet could make themselves allowed:
 *
 *   bind         they may bind a role that covers the request, and write bindings where it counts
 *   escalate     they may escalate and change a role that they are bound to, make the one that a binding of theirs misses, delete one
 *                and make it anew, or make one and bind it
 *   aggregate    they may write a role that the cluster adds to one that they are bound to
 *   impersonate  they may act as a subject that is allowed, always or for what it sends
 *   pods, token-secret, token   they get at the credentials of a ServiceAccount that is allowed: by pods that run as it, by its
 *                token Secret, by a TokenRequest
 *   certificate  they may approve a client certificate of a subject that is allowed
 *
 * Who can become a subject that could get there could get there too. A user may be in several groups: what those hold together is
 * found once nothing is found any more that one subject holds.
 */
import type { Attributes } from '../engine/api/attributes';
import type { Evidence } from '../engine/api/explainer';
import { takeoverPaths } from './takeover-paths';
import type { Goal } from './goal';
import type { BoundRoles } from './bound-roles';
import { evidenceOfHolder, Holders, type Asked } from './holders';
import type { Policy } from './policy';
import { roleHandlers } from './role-handlers';
import type { Technique, Step } from './step';
import { SubjectMap, type Subject } from './subject';

export interface Escalation<M extends string = Technique> extends Subject {
  /** What the subject has to be at the same time; absent where it is nothing else. */
  readonly also?: readonly Subject[] | undefined;
  readonly technique: M;
  readonly message: string;
  /** As whom it then acts; absent where it gives itself the right. */
  readonly becomes?: Subject | undefined;
  readonly by: readonly Evidence[];
}

export const escalationOf = <M extends string>({ who, also, technique, message, becomes, holders }: Step<M>): Escalation<M> => ({
  ...who,
  ...(also.length > 0 && { also }),
  technique,
  message,
  ...(becomes && { becomes }),
  by: holders.map(evidenceOfHolder),
});

const goalOf = ({ who, also, technique, requests }: Step): Goal => ({ who, also, ...(technique !== 'impersonate' && { requests }) });

/** What is found: each subject once, and whether it gets there by requests that another may send as it. */
class Found {
  readonly all: Escalation[] = [];
  readonly #known = new SubjectMap<true>();
  readonly #byRequests = new SubjectMap<true>();
  readonly #together = new Set<string>();
  readonly #allowed: SubjectMap<Subject>;

  constructor(allowed: SubjectMap<Subject>) {
    this.#allowed = allowed;
  }

  /** Reports whether a subject is there already. */
  has(who: Subject): boolean {
    return (this.#allowed.covering(who) ?? this.#known.covering(who)) !== undefined;
  }

  /** Takes steps of several subjects together, of which none is there alone. */
  addTogether(steps: readonly Step[]): readonly Goal[] {
    return steps.flatMap((step) => {
      const all = [step.who, ...step.also];
      const key = JSON.stringify(all.map(({ kind, name }) => `${kind} ${name}`).sort());
      if (this.#together.has(key) || all.some((one) => this.has(one))) return [];
      this.#together.add(key);
      this.all.push(escalationOf(step));
      return [goalOf(step)];
    });
  }

  /** Takes steps of one subject each; gives the goals that they add. */
  add(steps: readonly Step[]): readonly Goal[] {
    return steps.flatMap((step) => {
      const { who, technique } = step;
      if ((this.#allowed.covering(who) ?? this.#byRequests.covering(who)) !== undefined) return [];
      const isKnown = this.#known.covering(who) !== undefined;
      if (isKnown && technique === 'impersonate') return [];
      if (!isKnown) this.all.push(escalationOf(step));
      this.#known.set(who, true);
      if (technique !== 'impersonate') this.#byRequests.set(who, true);
      return [goalOf(step)];
    });
  }
}

export function escalations(policy: Policy, attributes: Attributes, allowed: SubjectMap<Subject>, bound: BoundRoles): readonly Escalation[] {
  const holders = new Holders(bound, attributes);
  const found = new Found(allowed);
  const asked: readonly (readonly Asked[])[] = [[{ attributes, ofAnyName: false }]];
  const together: Step[] = [];
  let steps: readonly Step[] = [
    ...roleHandlers(holders, attributes),
    ...takeoverPaths(
      policy,
      holders,
      allowed.values().map((who) => ({ who, also: [], requests: asked })),
    ),
  ];
  while (steps.length > 0) {
    together.push(...steps.filter(({ also }) => also.length > 0));
    let goals = found.add(steps.filter(({ also }) => also.length === 0));
    if (goals.length === 0) goals = found.addTogether(together.splice(0));
    steps = goals.length === 0 ? [] : takeoverPaths(policy, holders, goals);
  }
  return found.all;
}
