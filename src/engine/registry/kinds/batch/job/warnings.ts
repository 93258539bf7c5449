/** What a client is warned of that writes a Job, or a CronJob, which holds one. After pkg/api/job/warnings.go. */
import type { KubeObject } from '../../../../api/objects';
import type { Version } from '../../../../versions';
import { hostNameWarnings, templateWarnings } from '../../core/pod/warnings';

interface JobSpec {
  readonly completionMode?: string;
  readonly completions?: number;
  readonly parallelism?: number;
  readonly template?: object;
}

const MANY_COMPLETIONS = 100_000;
const MANY_AT_ONCE = 10_000;
const UNTRACKED =
  'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail';

/** `at` is the place of the Job's spec. What stays as it was is not warned of again. */
export function jobWarnings(object: KubeObject, spec: unknown, at: string, version: Version, old?: KubeObject): readonly string[] {
  if (!version.has('specWarnings') || (old !== undefined && old.metadata.generation === object.metadata.generation)) return [];
  const { completionMode, completions = 0, parallelism = 0, template } = (spec ?? {}) as JobSpec;
  const isUntracked = completionMode === 'Indexed' && completions > MANY_COMPLETIONS && parallelism > MANY_AT_ONCE;
  return [
    ...(old === undefined ? hostNameWarnings(object, 'Pod names and hostnames', version) : []),
    ...(isUntracked ? [`${at}: ${UNTRACKED}`] : []),
    ...templateWarnings(template, `${at}.template`, version),
  ];
}
