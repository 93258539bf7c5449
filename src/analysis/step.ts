/** One step by which a subject that is not allowed could become allowed. */
import { coversOf, isWithoutOthers } from './together';
import type { Asked, Demand, Holder } from './holders';
import { SubjectMap, type Subject } from './subject';

export type Technique = 'bind' | 'escalate' | 'aggregate' | 'impersonate' | 'pods' | 'token-secret' | 'token' | 'certificate';

export interface Step<M extends string = Technique> {
  readonly who: Subject;
  /** What the subject has to be at the same time: users are in several groups. */
  readonly also: readonly Subject[];
  readonly technique: M;
  readonly message: string;
  /** What gives the rights to it: a binding that gives several of them is there once. */
  readonly holders: readonly Holder[];
  /** The requests of the step: one of each list is sent. */
  readonly requests: readonly (readonly Asked[])[];
  /** As whom the step lets the subject act. Absent where it gives rights instead. */
  readonly becomes?: Subject;
}

/** What a step is called, and as whom it lets act. */
export interface Naming<M extends string = Technique> {
  readonly technique: M;
  readonly message: string;
  readonly becomes?: Subject;
}

export const oncePerBinding = (holders: readonly Holder[]): readonly Holder[] =>
  holders.filter(({ binding }, at) => holders.findIndex((other) => other.binding === binding) === at);

/** The first holder of each subject. */
export function bySubject(holders: readonly Holder[]): SubjectMap<Holder> {
  const first = new SubjectMap<Holder>();
  for (const holder of holders) if (first.get(holder) === undefined) first.set(holder, holder);
  return first;
}

/** A subject that needs no other. */
export const NOBODY_ELSE: readonly Subject[] = [];

export const requestsOf = (demands: readonly Demand[]): Step['requests'] => demands.map(({ requests }) => requests).filter(({ length }) => length > 0);

/** The steps of those who hold one right. There may be as many as subjects. */
function stepsOfEach<M extends string>(demand: Demand, naming: Naming<M>): readonly Step<M>[] {
  const requests = requestsOf([demand]);
  const { technique, message, becomes } = naming;
  return bySubject(demand.holders)
    .values()
    .map((holder) => {
      const { kind, name } = holder;
      const step = { who: { kind, name }, also: NOBODY_ELSE, technique, message, requests, holders: [holder] };
      return becomes === undefined ? step : { ...step, becomes };
    });
}

/** The steps of those who hold every right, by themselves, by a group that they are always in, or by several groups together. */
export function stepsWithAll<M extends string>(demands: readonly Demand[], { technique, message, becomes }: Naming<M>): readonly Step<M>[] {
  if (demands.some(({ holders }) => holders.length === 0)) return [];
  const [only, ...others] = demands;
  if (only !== undefined && others.length === 0) return stepsOfEach(only, { technique, message, ...(becomes && { becomes }) });
  const held = demands.map(({ holders }) => bySubject(holders));
  const rest = { technique, message, requests: requestsOf(demands), ...(becomes && { becomes }) };
  const alone = bySubject(demands.flatMap(({ holders }) => holders))
    .values()
    .flatMap(({ kind, name }) => {
      const who = { kind, name };
      const own = held.map((holders) => holders.covering(who)).filter((holder) => holder !== undefined);
      return own.length < demands.length ? [] : [{ who, also: [], holders: oncePerBinding(own), ...rest }];
    });
  return [...alone, ...together(held, rest)];
}

export function together<M extends string>(
  held: readonly SubjectMap<Holder>[],
  rest: Pick<Step<M>, 'technique' | 'message' | 'requests' | 'becomes'>,
): readonly Step<M>[] {
  return coversOf(held.map((holders) => holders.values().filter((holder) => !isWithoutOthers(holder)))).flatMap(([who, ...also]) => {
    if (who === undefined) return [];
    const holders = held.flatMap((of) => [who, ...also].map((one) => of.covering(one)).find((holder) => holder !== undefined) ?? []);
    return [{ who, also, holders: oncePerBinding(holders), ...rest }];
  });
}

export const stepsWith = <M extends string>(demand: Demand, naming: Naming<M>): readonly Step<M>[] => stepsWithAll([demand], naming);
