/**
 * What has to hold of a decision: its time is the same however many policies others have, and at some sizes it is at most that of
 * upstream's authorizer, or a fraction of it. The machine is noisy, so that only what misses a bound by far fails a run.
 */
import { table } from '../src/engine/golang/map';

export interface Timed {
  readonly authorizer: string;
  readonly size: number;
  readonly question: string;
  readonly ns: number;
  readonly goNs: number | undefined;
}

export interface Bound {
  readonly words: string;
  /** At most 1 where it holds. */
  readonly share: number;
}

const FLAT = 2;
/** What a look into a bigger table may take longer: it matters only beside the shortest times. */
const SLACK_NS = 100;
const BY_FAR = 2;
/** How many times as fast as upstream, by authorizer and size. */
const TIMES_AS_FAST = table<Readonly<Record<number, number>>>({
  rbac: { 10: 1, 10_000: 200 },
  abac: { 10: 1, 10_000: 200 },
  node: { 10: 1, 5_000: 1 },
});

const isSameQuestion = (a: Timed, b: Timed): boolean => a.authorizer === b.authorizer && a.question === b.question;

export function boundsOf(own: Timed, all: readonly Timed[]): readonly Bound[] {
  const sizes = all.filter((other) => isSameQuestion(own, other));
  const smallest = sizes.toSorted((a, b) => a.size - b.size)[0] ?? own;
  const flat =
    own === smallest ? [] : [{ words: `at most ${FLAT} x the time at ${smallest.size}`, share: own.ns / Math.max(FLAT * smallest.ns, smallest.ns + SLACK_NS) }];
  const times = TIMES_AS_FAST[own.authorizer]?.[own.size];
  if (times === undefined || own.goNs === undefined) return flat;
  return [...flat, { words: times === 1 ? 'as fast as upstream' : `${times} x as fast as upstream`, share: (own.ns * times) / own.goNs }];
}

export const missesByFar = ({ share }: Bound): boolean => share > BY_FAR;

export const describeBounds = (bounds: readonly Bound[]): string => bounds.map(({ words }) => words).join(', ');

export const verdictOn = (bounds: readonly Bound[]): string =>
  bounds.every(({ share }) => share <= 1) ? 'yes' : bounds.map(({ share }) => `${share.toPrecision(2)} of the limit`).join(', ');
