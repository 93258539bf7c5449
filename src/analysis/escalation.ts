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
import { becoming, type Goal } from './becoming';
import type { BoundRoles } from './bound-roles';
import { evidenceOfHolder, Holders, type Asked } from './holders';
import type { Policy } from './policy';
import { roleHandlers } from './role-handlers';
import type { Means, Step } from './step';
import { WhoMap, type Who } from './who';

export interface Escalation<M extends string = Means> extends Who {
  /** What the subject has to be at the same time; absent where it is nothing else. */
  readonly also?: readonly Who[] | undefined;
  readonly means: M;
  readonly sentence: string;
  /** As whom it then acts; absent where it gives itself the right. */
  readonly becomes?: Who | undefined;
  readonly by: readonly Evidence[];
}

export const escalationOf = <M extends string>({ who, also, means, sentence, becomes, holders }: Step<M>): Escalation<M> => ({
  ...who,
  ...(also.length > 0 && { also }),
  means,
  sentence,
  ...(becomes && { becomes }),
  by: holders.map(evidenceOfHolder),
});

const goalOf = ({ who, also, means, requests }: Step): Goal => ({ who, also, ...(means !== 'impersonate' && { requests }) });

/** What is found: each subject once, and whether it gets there by requests that another may send as it. */
class Found {
  readonly all: Escalation[] = [];
  readonly #known = new WhoMap<true>();
  readonly #byRequests = new WhoMap<true>();
  readonly #together = new Set<string>();
  readonly #allowed: WhoMap<Who>;

  constructor(allowed: WhoMap<Who>) {
    this.#allowed = allowed;
  }

  /** Reports whether a subject is there already. */
  has(who: Who): boolean {
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
      const { who, means } = step;
      if ((this.#allowed.covering(who) ?? this.#byRequests.covering(who)) !== undefined) return [];
      const isKnown = this.#known.covering(who) !== undefined;
      if (isKnown && means === 'impersonate') return [];
      if (!isKnown) this.all.push(escalationOf(step));
      this.#known.set(who, true);
      if (means !== 'impersonate') this.#byRequests.set(who, true);
      return [goalOf(step)];
    });
  }
}

export function escalations(policy: Policy, attributes: Attributes, allowed: WhoMap<Who>, bound: BoundRoles): readonly Escalation[] {
  const holders = new Holders(bound, attributes);
  const found = new Found(allowed);
  const asked: readonly (readonly Asked[])[] = [[{ attributes, ofAnyName: false }]];
  const together: Step[] = [];
  let steps: readonly Step[] = [
    ...roleHandlers(holders, attributes),
    ...becoming(
      policy,
      holders,
      allowed.values().map((who) => ({ who, also: [], requests: asked })),
    ),
  ];
  while (steps.length > 0) {
    together.push(...steps.filter(({ also }) => also.length > 0));
    let goals = found.add(steps.filter(({ also }) => also.length === 0));
    if (goals.length === 0) goals = found.addTogether(together.splice(0));
    steps = goals.length === 0 ? [] : becoming(policy, holders, goals);
  }
  return found.all;
}
