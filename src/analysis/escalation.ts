/**
 * Who is not allowed yet could make themselves allowed:
 *
 *   bind         they may bind a role that covers the request, and write bindings where it counts
 *   escalate     they may escalate and change a role that they are bound to
 *   impersonate  they may act as somebody who is allowed
 *   pods, token-secret, token   they get at the credentials of a ServiceAccount that is allowed: by pods that run as it, by its
 *                token Secret, by a TokenRequest
 *
 * Who can become somebody who could get there could get there too. Rights are taken by subject: what somebody has by being in
 * several groups at once is not put together, but for the groups that every ServiceAccount or every user is in.
 */
import type { Attributes } from '../engine/api/attributes';
import type { Grounds } from '../engine/api/explainer';
import { becoming } from './becoming';
import { groundsOfHolder, type Holders, impliedGroups, type Who } from './holders';
import type { Policy } from './policy';
import { givesPower } from './rights';
import { roleHandlers } from './role-handlers';
import type { Means, Step } from './step';

export interface Escalation extends Who {
  readonly means: Means;
  readonly sentence: string;
  readonly by: readonly Grounds[];
}

export function escalations(policy: Policy, attributes: Attributes, allowed: readonly Who[], everybody: Holders): readonly Escalation[] {
  const holders = everybody.concerning(givesPower);
  const able = { User: new Set<string>(), Group: new Set<string>() };
  for (const { kind, name } of allowed) able[kind].add(name);
  const isAble = (who: Who): boolean => [who, ...impliedGroups(who)].some((as) => able[as.kind].has(as.name));
  const found: Escalation[] = [];
  let steps: readonly Step[] = [...roleHandlers(policy, holders, attributes, (who) => !isAble(who)), ...becoming(policy, holders, allowed)];
  while (steps.length > 0) {
    const newly: Who[] = [];
    for (const { who, means, sentence, holders: by } of steps) {
      if (isAble(who)) continue;
      able[who.kind].add(who.name);
      newly.push(who);
      found.push({ ...who, means, sentence, by: by.map(groundsOfHolder) });
    }
    steps = newly.length === 0 ? [] : becoming(policy, holders, newly);
  }
  return found;
}
