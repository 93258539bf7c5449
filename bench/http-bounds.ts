/**
 * What has to hold of requests a second: ratios of servers that were measured in turns. The machine is noisy, and a server of many
 * threads is given more of a busy one, so a ratio counts that either the requests a second show or the processor time of a request.
 * Beside each goal is the least, and a run fails when both ratios miss that by more than the noise. What is measured unpinned is shown
 * and judged by nothing.
 */
export interface Ratios {
  /** Of requests a second; undefined where the other was not measured. */
  readonly ratio: number | undefined;
  /** Of what one can answer in a second of processor time. */
  readonly processorRatio: number | undefined;
}

export interface Compared {
  readonly placement: 'pinned' | 'unpinned';
  readonly case: string;
  readonly real: Ratios;
  readonly bare: Ratios;
}

export interface Bound {
  readonly words: string;
  readonly ratio: number;
  readonly goal: number;
  readonly least: number;
}

/** Two runs of the same programs on a busy machine differ by so much. */
const NOISE = 0.8;
const TIMES_REAL: ReadonlyMap<string, number> = new Map([
  ['403', 3],
  ['small 200', 6],
  ['list of 500', 2],
  ['create through 50 policies', 2],
  ['create through 10 webhooks', 1],
]);
const SHARE_OF_BARE = 0.7;

export const ADMISSION_GOALS = 'Goals: twice as fast as kube-apiserver through policies, as fast through webhooks; half of that must hold.';
export const GOALS =
  'Goals: 3, 6 and 2 times kube-apiserver for the 403, the small 200 and the list, 70 % of node:https in each of these; half of that must hold.';

function bound(words: string, { ratio, processorRatio = Number.NaN }: Ratios, goal: number): readonly Bound[] {
  if (ratio === undefined) return [];
  return [{ words, ratio: processorRatio > ratio ? processorRatio : ratio, goal, least: goal / 2 }];
}

export function boundsOf({ placement, case: name, real, bare }: Compared): readonly Bound[] {
  const times = TIMES_REAL.get(name);
  if (times === undefined || placement === 'unpinned') return [];
  return [...bound('kube-apiserver', real, times), ...bound('node:https', bare, SHARE_OF_BARE)];
}

export const failsRun = ({ ratio, least }: Bound): boolean => ratio < least * NOISE;

const word = ({ words, ratio, goal, least }: Bound): string => {
  if (ratio >= goal) return `${words}: goal`;
  return ratio >= least ? `${words}: yes, ${Math.round((100 * ratio) / goal)} % of the goal` : `${words}: no, ${(ratio / least).toFixed(2)} of the least`;
};

export const verdictOn = (bounds: readonly Bound[]): string => bounds.map(word).join('; ');
