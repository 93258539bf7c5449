/**
 * Who is not allowed yet could make themselves allowed:
 *
 *   bind         they may bind a role that covers the request, and write bindings where it counts
 *   escalate     they may escalate and change a role that they are bound to, or make one and bind it
 *   aggregate    they may make a role that the cluster adds to one that they are bound to
 *   impersonate  they may act as somebody who is allowed
 *   pods, token-secret, token   they get at the credentials of a ServiceAccount that is allowed: by pods that run as it, by its
 *                token Secret, by a TokenRequest
 *   certificate  they may approve a client certificate for somebody who is allowed
 *
 * Who can become somebody who could get there could get there too. Rights are taken by subject: what somebody has by being in
 * several groups at once is not put together, but for the groups that every ServiceAccount or every user is in.
 */
import type { Attributes } from '../engine/api/attributes';
import type { Grounds } from '../engine/api/explainer';
import { becoming } from './becoming';
import type { BoundRoles } from './bound-roles';
import { groundsOfHolder, Holders } from './holders';
import type { Policy } from './policy';
import { roleHandlers } from './role-handlers';
import type { Means, Step } from './step';
import { WhoMap, type Who } from './who';

export interface Escalation extends Who {
  readonly means: Means;
  readonly sentence: string;
  readonly by: readonly Grounds[];
}

export function escalations(policy: Policy, attributes: Attributes, allowed: WhoMap<Who>, bound: BoundRoles): readonly Escalation[] {
  const holders = new Holders(bound, attributes);
  const found = new WhoMap<Escalation>();
  const all: Escalation[] = [];
  let steps: readonly Step[] = [...roleHandlers(holders, attributes), ...becoming(policy, holders, allowed.values())];
  while (steps.length > 0) {
    const newly: Who[] = [];
    for (const { who, means, sentence, holders: by } of steps) {
      if ((allowed.covering(who) ?? found.covering(who)) !== undefined) continue;
      const escalation = { ...who, means, sentence, by: by.map(groundsOfHolder) };
      found.set(who, escalation);
      all.push(escalation);
      newly.push(who);
    }
    steps = newly.length === 0 ? [] : becoming(policy, holders, newly);
  }
  return all;
}
