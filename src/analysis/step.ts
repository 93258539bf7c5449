/** One step by which a subject that is not allowed could become allowed. */
import { coversOf, isWithoutOthers } from './together';
import type { Asked, Demand, Holder } from './holders';
import { impliedGroups, SubjectMap, type Subject } from './subject';

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

/** Whether no others are always in them, and they are in no group beside their own. There may be as many others as subjects. */
const areByThemselves = (holders: SubjectMap<Holder>): boolean => !holders.impliesAny && holders.values().every(isWithoutOthers);

const aloneAmong = <M extends string>(
  candidates: SubjectMap<Holder>,
  held: readonly SubjectMap<Holder>[],
  rest: Pick<Step<M>, 'technique' | 'message' | 'requests' | 'becomes'>,
): readonly Step<M>[] =>
  candidates.values().flatMap(({ kind, name }) => {
    const who = { kind, name };
    const own = held.map((holders) => holders.covering(who)).filter((holder) => holder !== undefined);
    return own.length < held.length ? [] : [{ who, also: NOBODY_ELSE, holders: oncePerBinding(own), ...rest }];
  });

/** The steps of those who hold every right, by themselves, by a group that they are always in, or by several groups together. */
export function stepsWithAll<M extends string>(demands: readonly Demand[], { technique, message, becomes }: Naming<M>): readonly Step<M>[] {
  const all = demands.map(({ holders }) => holders);
  if (all.some(({ length }) => length === 0)) return [];
  const [only, ...others] = demands;
  if (only !== undefined && others.length === 0) return stepsOfEach(only, { technique, message, ...(becomes && { becomes }) });
  const rest = { technique, message, requests: requestsOf(demands), ...(becomes && { becomes }) };
  const few = bySubject(all.reduce((fewest, holders) => (holders.length < fewest.length ? holders : fewest)));
  if (areByThemselves(few)) {
    const names = new Set(few.values().flatMap((who) => [who.name, ...impliedGroups(who)]));
    return aloneAmong(
      few,
      all.map((holders) => bySubject(holders.filter(({ name }) => names.has(name)))),
      rest,
    );
  }
  const held = all.map(bySubject);
  return [...aloneAmong(bySubject(all.flat()), held, rest), ...together(held, rest)];
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
