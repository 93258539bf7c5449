/**
 * Runs pods until as many of them as a Job wants have succeeded, or too many have failed. Each pod is counted once: it keeps a finalizer
 * until it is in the status. Upstream: pkg/controller/job/job_controller.go
 */
import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../engine/api/objects';
import { ask } from '../api-error';
import { timeText } from '../clock';
import { isTerminating, objectPath, PODS, type Controller, type ControllerContext } from '../controller';
import { keyOf } from '../informer';
import type { LabelSelector } from '../label-selector';
import { typed, type PodObject, type Typed } from '../typed';
import { claim, createInBatches, createPod, deletePod, ownersIn, podFrom, podsIn, type Template } from './pod-control';
import { ownersOf } from '../dependency-graph';
import { STRATEGIC_MERGE_PATCH } from '../client';
import { isActive, isOver, isReady } from '../pods';

export const JOBS = '/apis/batch/v1/jobs';
export const JOB = { apiVersion: 'batch/v1', kind: 'Job' };
const FINALIZER = 'batch.kubernetes.io/job-tracking';
const INDEX = 'batch.kubernetes.io/job-completion-index';
/** The first pod that failed waits this long for the next, each further one twice as long. */
const FIRST_BACK_OFF = 10_000;
const LONGEST_BACK_OFF = 600_000;

export interface JobCondition {
  readonly type: string;
  readonly status: string;
  readonly lastProbeTime?: string;
  readonly lastTransitionTime?: string;
  readonly reason?: string;
  readonly message?: string;
}
export interface JobSpec {
  readonly parallelism?: number;
  readonly completions?: number;
  readonly backoffLimit?: number;
  readonly activeDeadlineSeconds?: number;
  readonly completionMode?: string;
  readonly suspend?: boolean;
  readonly selector: LabelSelector;
  readonly template: Template;
  readonly ttlSecondsAfterFinished?: number;
}
export interface JobStatus {
  readonly conditions?: readonly JobCondition[];
  readonly startTime?: string;
  readonly completionTime?: string;
  readonly active?: number;
  readonly succeeded?: number;
  readonly failed?: number;
  readonly terminating?: number;
  readonly ready?: number;
  readonly completedIndexes?: string;
  readonly uncountedTerminatedPods?: object;
}
export type Job = Typed<JobSpec, JobStatus>;

const has = (job: Job, ...types: readonly string[]): boolean =>
  (job.status.conditions ?? []).some(({ type, status }) => types.includes(type) && status === 'True');
export const isFinished = (job: Job): boolean => has(job, 'Complete', 'Failed');

interface Verdict {
  readonly type: 'Complete' | 'Failed';
  readonly reason: string;
  readonly message: string;
}

interface Counted {
  readonly active: readonly PodObject[];
  readonly succeeded: number;
  readonly failed: number;
  /** Those that count in this look at the Job, and lose their finalizer for it. */
  readonly fresh: readonly PodObject[];
  readonly indexes: ReadonlySet<number>;
}

const indexOf = ({ metadata }: PodObject): number => Number(metadata.annotations?.[INDEX] ?? -1);
const isTracked = ({ metadata }: PodObject): boolean => (metadata.finalizers ?? []).includes(FINALIZER);

/** Indexes as a status writes them: 0-2,5. */
function readIndexes(text = ''): ReadonlySet<number> {
  const ranges = text
    .split(',')
    .filter(Boolean)
    .map((range) => range.split('-').map(Number));
  return new Set(ranges.flatMap(([first = 0, last = first]) => Array.from({ length: last - first + 1 }, (_, at) => first + at)));
}
function writeIndexes(indexes: ReadonlySet<number>): string {
  const ranges: [number, number][] = [];
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === index - 1) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : last === first + 1 ? `${first},${last}` : `${first}-${last}`)).join(',');
}

/** Before pods had finalizers, all that are there were counted each time. */
function count(job: Job, pods: readonly PodObject[], { version }: ControllerContext): Counted {
  const hasPhase = (phase: string) => (pod: PodObject) => pod.status.phase === phase;
  const active = pods.filter(isActive);
  if (!version.has('jobsTrackPods')) {
    const [succeeded, failed] = [pods.filter(hasPhase('Succeeded')).length, pods.filter(hasPhase('Failed')).length];
    return { active, succeeded, failed, fresh: [], indexes: new Set() };
  }
  const fresh = pods.filter((pod) => isTracked(pod) && (hasPhase('Succeeded')(pod) || hasPhase('Failed')(pod)));
  const indexed = job.spec.completionMode === 'Indexed';
  const indexes = new Set([...readIndexes(job.status.completedIndexes), ...(indexed ? fresh.filter(hasPhase('Succeeded')).map(indexOf) : [])]);
  return {
    active,
    succeeded: indexed ? indexes.size : (job.status.succeeded ?? 0) + fresh.filter(hasPhase('Succeeded')).length,
    failed: (job.status.failed ?? 0) + fresh.filter(hasPhase('Failed')).length,
    fresh,
    indexes,
  };
}

function verdictOf(job: Job, { active, succeeded, failed }: Counted, { clock, version }: ControllerContext): Verdict | undefined {
  const { backoffLimit = 6, activeDeadlineSeconds, completions } = job.spec;
  const restarts =
    job.spec.template.spec?.restartPolicy === 'OnFailure'
      ? active.reduce((sum, { status }) => sum + (status.containerStatuses ?? []).reduce((all, { restartCount }) => all + restartCount, 0), 0)
      : 0;
  const isBeyond = failed > backoffLimit || (restarts > 0 && (backoffLimit === 0 || restarts >= backoffLimit));
  if (isBeyond) return { type: 'Failed', reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' };
  const started = job.status.startTime;
  if (activeDeadlineSeconds !== undefined && started !== undefined && clock.now() - Date.parse(started) >= activeDeadlineSeconds * 1000)
    return { type: 'Failed', reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' };
  const isComplete = completions === undefined ? succeeded > 0 && active.length === 0 : succeeded >= completions;
  if (!isComplete) return undefined;
  return version.has('jobsSayWhyComplete')
    ? { type: 'Complete', reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' }
    : { type: 'Complete', reason: '', message: '' };
}

/** How many pods run at a time. */
function wantedOf({ spec }: Job, { active, succeeded }: Counted): number {
  const { parallelism = 1, completions } = spec;
  if (completions === undefined) return succeeded > 0 ? active.length : parallelism;
  return Math.min(parallelism, Math.max(0, completions - succeeded));
}

/** Since when it has been waiting after the last pod that failed: in how many milliseconds the next may be made. */
function backOff(pods: readonly PodObject[], failed: number, now: number): number {
  const times = pods.filter(({ status }) => status.phase === 'Failed').map(finishedAt);
  return failed === 0 || times.length === 0 ? 0 : Math.max(...times) + Math.min(FIRST_BACK_OFF * 2 ** (failed - 1), LONGEST_BACK_OFF) - now;
}

function finishedAt({ metadata, status }: PodObject): number {
  const times = (status.containerStatuses ?? []).flatMap(({ state }) => state?.terminated?.finishedAt ?? []).map((time) => Date.parse(time));
  return times.length > 0 ? Math.max(...times) : Date.parse(String(metadata.creationTimestamp));
}

function indexedPod(pod: KubeObject, job: Job, index: number): KubeObject {
  const spec = pod['spec'] as { readonly containers: readonly { readonly env?: readonly object[] }[] };
  const variable = { name: 'JOB_COMPLETION_INDEX', valueFrom: { fieldRef: { fieldPath: `metadata.labels['${INDEX}']` } } };
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      generateName: `${job.metadata.name}-${index}-`,
      annotations: { ...pod.metadata.annotations, [INDEX]: `${index}` },
      labels: { ...pod.metadata.labels, [INDEX]: `${index}` },
    },
    spec: {
      ...spec,
      hostname: `${job.metadata.name}-${index}`,
      containers: spec.containers.map((container) => ({ ...container, env: [...(container.env ?? []), variable] })),
    },
  };
}

async function manage(job: Job, pods: readonly PodObject[], counted: Counted, context: ControllerContext): Promise<void> {
  const wanted = job.spec.suspend === true ? 0 : wantedOf(job, counted);
  const beyond = counted.active.slice(0, Math.max(0, counted.active.length - wanted));
  for (const pod of beyond) await removePod(pod, job, context);
  const missing = wanted - counted.active.length;
  if (missing <= 0) return;
  const wait = backOff(pods, counted.failed, context.clock.now());
  if (wait > 0) return context.again(keyOf(job), wait);
  const taken = new Set([...counted.indexes, ...counted.active.map(indexOf)]);
  const free = Array.from({ length: job.spec.completions ?? 0 }, (_, index) => index).filter((index) => !taken.has(index));
  await createInBatches(missing, async (at) => {
    const pod = podFrom(job.spec.template, JOB, job);
    const tracked = context.version.has('jobsTrackPods') ? { ...pod, metadata: { ...pod.metadata, finalizers: [FINALIZER] } } : pod;
    await createPod(job.spec.completionMode === 'Indexed' ? indexedPod(tracked, job, free[at] ?? 0) : tracked, JOB, job, context);
  });
}

/** The finalizer goes with the pod that is not waited for. */
async function removePod(pod: PodObject, job: Job, context: ControllerContext): Promise<void> {
  await untrack(pod, context);
  await deletePod(pod, JOB, job, context);
}

const untrack = ({ metadata }: PodObject, { client }: ControllerContext): Promise<unknown> =>
  (metadata.finalizers ?? []).includes(FINALIZER)
    ? client.request(
        'PATCH',
        objectPath(PODS, metadata),
        { metadata: { uid: metadata.uid, '$deleteFromPrimitiveList/finalizers': [FINALIZER] } },
        STRATEGIC_MERGE_PATCH,
      )
    : Promise.resolve();

function conditionsFor(job: Job, verdict: Verdict, { clock, version }: ControllerContext): readonly JobCondition[] {
  const time = timeText(clock.now());
  const made = (type: string): JobCondition => ({
    type,
    status: 'True',
    lastProbeTime: time,
    lastTransitionTime: time,
    ...(verdict.reason !== '' && { reason: verdict.reason, message: verdict.message }),
  });
  const { conditions = [] } = job.status;
  const first = verdict.type === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget';
  return [...conditions, ...(version.has('jobsSayWhyComplete') && !has(job, first) ? [made(first)] : []), made(verdict.type)];
}

function suspension(job: Job, { clock }: ControllerContext): readonly JobCondition[] | undefined {
  const known = (job.status.conditions ?? []).find(({ type }) => type === 'Suspended');
  const isSuspended = job.spec.suspend === true;
  if ((known?.status === 'True') === isSuspended) return undefined;
  const time = timeText(clock.now());
  const [reason, message] = isSuspended ? ['JobSuspended', 'Job suspended'] : ['JobResumed', 'Job resumed'];
  const condition = { type: 'Suspended', status: isSuspended ? 'True' : 'False', lastProbeTime: time, lastTransitionTime: time, reason, message };
  return [...(job.status.conditions ?? []).filter(({ type }) => type !== 'Suspended'), condition];
}

async function report(job: Job, status: JobStatus, { client }: ControllerContext): Promise<Job> {
  const plain = (of: JobStatus): unknown => JSON.parse(JSON.stringify(of, (_, value: unknown) => (value === 0 ? undefined : value)));
  if (isDeepStrictEqual(plain(job.status), plain(status)) && job.status.startTime !== undefined) return job;
  return typed<JobSpec, JobStatus>(await ask(client, 'PUT', objectPath(JOBS, job.metadata, 'status'), { ...job, ...JOB, status }));
}

const figures = (job: Job, pods: readonly PodObject[], counted: Counted, { version }: ControllerContext): JobStatus => ({
  ...(counted.active.length > 0 && { active: counted.active.length }),
  ...(counted.succeeded > 0 && { succeeded: counted.succeeded }),
  ...(counted.failed > 0 && { failed: counted.failed }),
  ...(version.has('jobsTrackPods') && {
    terminating: pods.filter((pod) => isTerminating(pod) && !isOver(pod)).length,
    ready: counted.active.filter(isReady).length,
    uncountedTerminatedPods: {},
  }),
  ...(job.spec.completionMode === 'Indexed' && counted.indexes.size > 0 && { completedIndexes: writeIndexes(counted.indexes) }),
});

async function finish(job: Job, pods: readonly PodObject[], counted: Counted, verdict: Verdict, status: JobStatus, context: ControllerContext): Promise<void> {
  for (const pod of counted.active) await removePod(pod, job, context);
  for (const pod of pods.filter(isTracked)) await untrack(pod, context);
  const { active: _, ...rest } = status;
  const completionTime = verdict.type === 'Complete' ? { completionTime: timeText(context.clock.now()) } : {};
  const failed = verdict.type === 'Failed' && counted.active.length > 0 ? { failed: counted.failed + counted.active.length } : {};
  const ready = context.version.has('jobsTrackPods') ? { ready: 0 } : {};
  await report(job, { ...rest, ...failed, ...ready, ...completionTime, conditions: conditionsFor(job, verdict, context) }, context);
  if (verdict.type === 'Complete') await context.events.record(JOB, job, 'Normal', 'Completed', 'Job completed');
  else await context.events.record(JOB, job, 'Warning', verdict.reason, verdict.message);
}

export const jobController: Controller = {
  name: 'job-controller',
  alias: 'job',
  component: 'job-controller',
  watches: { [JOBS]: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]), [PODS]: ownersIn(JOBS, 'Job') },
  async reconcile(key, context) {
    const found = context.informer(JOBS).get(key);
    if (found === undefined) return;
    const job = typed<JobSpec, JobStatus>(found);
    const { selector, suspend = false, activeDeadlineSeconds } = job.spec;
    if (isFinished(job) || isTerminating(job)) {
      for (const pod of podsIn(context, job).filter((each) => isTracked(each) && ownersOf(each).some(({ uid }) => uid === job.metadata.uid)))
        await untrack(pod, context);
      return;
    }
    const pods = await claim(podsIn(context, job), { kind: JOB, owner: job, collection: PODS, ownerCollection: JOBS, selector }, context);
    const isNew = job.status.startTime === undefined && !suspend;
    const startTime = isNew ? timeText(context.clock.now()) : job.status.startTime;
    const started: Job = { ...job, status: { ...job.status, ...(startTime !== undefined && { startTime }) } };
    if (isNew && activeDeadlineSeconds !== undefined) context.again(key, activeDeadlineSeconds * 1000);
    const counted = count(started, pods, context);
    const suspended = suspension(started, context);
    const conditions = suspended ?? job.status.conditions;
    const status = (of: Counted, all: readonly PodObject[]): JobStatus => ({
      ...(startTime !== undefined && !suspend && { startTime }),
      ...figures(started, all, of, context),
      ...(conditions && { conditions }),
    });
    const verdict = suspend ? undefined : verdictOf(started, counted, context);
    if (verdict !== undefined) return finish(started, pods, counted, verdict, status(counted, pods), context);
    let failed: unknown;
    try {
      await manage(started, pods, counted, context);
    } catch (error) {
      failed = error;
    }
    const now = await claim(podsIn(context, job), { kind: JOB, owner: job, collection: PODS, ownerCollection: JOBS, selector }, context);
    const after = { ...counted, active: now.filter(isActive) };
    await report(job, status(after, now), context);
    for (const pod of counted.fresh) await untrack(pod, context);
    if (suspended !== undefined) await context.events.record(JOB, job, 'Normal', suspend ? 'Suspended' : 'Resumed', suspend ? 'Job suspended' : 'Job resumed');
    if (failed !== undefined) throw failed;
  },
};
