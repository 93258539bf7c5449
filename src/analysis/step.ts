/** One step by which somebody who is not allowed could make themselves allowed. */
import type { Holder } from './holders';
import { WhoMap, type Who } from './who';

export type Means = 'bind' | 'escalate' | 'aggregate' | 'impersonate' | 'pods' | 'token-secret' | 'token' | 'certificate';

export interface Step {
  readonly who: Who;
  readonly means: Means;
  readonly sentence: string;
  /** What gives them the rights to it: a binding that gives several of them is there once. */
  readonly holders: readonly Holder[];
}

export const oncePerBinding = (holders: readonly Holder[]): readonly Holder[] =>
  holders.filter(({ binding }, at) => holders.findIndex((other) => other.binding === binding) === at);

/** The first holder of each subject. */
export function bySubject(holders: readonly Holder[]): WhoMap<Holder> {
  const first = new WhoMap<Holder>();
  for (const holder of holders) if (first.get(holder) === undefined) first.set(holder, holder);
  return first;
}

/** The steps of those who hold one right of each list, by themselves or by a group that they are always in. */
export function stepsWithAll(rights: readonly (readonly Holder[])[], means: Means, sentence: string): readonly Step[] {
  if (rights.some((holders) => holders.length === 0)) return [];
  const held = rights.map(bySubject);
  const everyone = bySubject(rights.flat());
  return everyone.values().flatMap(({ kind, name }) => {
    const who = { kind, name };
    const own = held.map((holders) => holders.covering(who)).filter((holder) => holder !== undefined);
    return own.length < rights.length ? [] : [{ who, means, sentence, holders: oncePerBinding(own) }];
  });
}

export const stepsWith = (holders: readonly Holder[], means: Means, sentence: string): readonly Step[] => stepsWithAll([holders], means, sentence);
