/**
 * A Deployment has a ReplicaSet for each of its templates, and moves pods from the old ones to the newest.
 * Upstream: pkg/controller/deployment (deployment_controller.go, sync.go, rolling.go, recreate.go)
 */
import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../engine/api/objects';
import { isNamespaceGoing, ApiError, ask, remove } from '../api-error';
import { objectPath, isTerminating, PODS, type Controller, type ControllerContext } from '../controller';
import { keyOf } from '../informer';
import { asPod, typed } from '../typed';
import {
  availableOf,
  desiredOf,
  isComplete,
  isRolling,
  maxSurge,
  maxUnavailable,
  newReplicas,
  proportion,
  replicasOf,
  type Deployment,
  type DeploymentSpec,
  type DeploymentStatus,
} from './deployment-math';
import { conditionOf, counted, hasDeadline, rolloutStatus, untilLate, withCondition } from './deployment-status';
import { claim, controllerOf, controllerReference, ownersIn, type Template } from './pod-control';
import { asReplicaSet, REPLICA_SET, REPLICA_SETS, type ReplicaSet } from './replica-set';
import { templateHash } from './template-hash';
import { isOver } from '../pods';

export const DEPLOYMENTS = '/apis/apps/v1/deployments';
const KIND = { apiVersion: 'apps/v1', kind: 'Deployment' };
const HASH = 'pod-template-hash';
const REVISION = 'deployment.kubernetes.io/revision';
const HISTORY = 'deployment.kubernetes.io/revision-history';
const DESIRED = 'deployment.kubernetes.io/desired-replicas';
const MOST = 'deployment.kubernetes.io/max-replicas';
const OF_SETS: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  HISTORY,
  DESIRED,
  MOST,
  'deprecated.deployment.rollback.to',
]);

const revisionOf = ({ metadata }: KubeObject): number => Number(metadata.annotations?.[REVISION] ?? 0);
const byAge = (a: KubeObject, b: KubeObject): number =>
  `${String(a.metadata.creationTimestamp)} ${a.metadata.name}` < `${String(b.metadata.creationTimestamp)} ${b.metadata.name}` ? -1 : 1;

/** Without the hash, in which the templates of a Deployment and its ReplicaSet differ. */
const essence = ({ metadata, spec }: Template): unknown => {
  const { [HASH]: _, ...labels } = metadata?.labels ?? {};
  return JSON.parse(JSON.stringify({ metadata: { ...metadata, labels }, spec })) as unknown;
};

const sizes = (deployment: Deployment): Readonly<Record<string, string>> => ({
  [DESIRED]: String(desiredOf(deployment)),
  [MOST]: String(desiredOf(deployment) + maxSurge(deployment)),
});

/** One look at a Deployment. What is written is taken over, so that the next write builds on it. */
class Rollout {
  #deployment: Deployment;
  #sets: readonly ReplicaSet[];
  readonly #context: ControllerContext;

  constructor(deployment: Deployment, sets: readonly ReplicaSet[], context: ControllerContext) {
    this.#deployment = deployment;
    this.#sets = [...sets].sort(byAge);
    this.#context = context;
  }

  async run(): Promise<void> {
    if (isTerminating(this.#deployment)) return this.#write(counted(this.#deployment, this.#sets, this.#newest(), this.#context));
    await this.#notePause();
    if (this.#deployment.spec.paused === true || (await this.#isScaled())) return this.#scaleAll();
    if (isRolling(this.#deployment)) await this.#roll();
    else await this.#recreate();
    const late = untilLate(this.#deployment, this.#context.clock.now());
    if (late !== undefined) this.#context.again(keyOf(this.#deployment), late);
  }

  #newest(): ReplicaSet | undefined {
    const wanted = essence(this.#deployment.spec.template);
    return this.#sets.find(({ spec }) => isDeepStrictEqual(essence(spec.template), wanted));
  }

  #old(): readonly ReplicaSet[] {
    const newest = this.#newest();
    return this.#sets.filter((set) => set.metadata.uid !== newest?.metadata.uid);
  }

  async #write(status: DeploymentStatus, annotations?: Readonly<Record<string, string>>): Promise<void> {
    const known = this.#deployment;
    const plain = (of: unknown): unknown =>
      JSON.parse(JSON.stringify(of, (_, value: unknown) => (value === 0 || (Array.isArray(value) && value.length === 0) ? undefined : value)));
    if (annotations === undefined && isDeepStrictEqual(plain(known.status), plain(status))) return;
    const metadata = annotations === undefined ? known.metadata : { ...known.metadata, annotations };
    this.#deployment = typed<DeploymentSpec, DeploymentStatus>(
      await ask(this.#context.client, 'PUT', objectPath(DEPLOYMENTS, metadata, 'status'), { ...known, ...KIND, metadata, status }),
    );
  }

  async #notePause(): Promise<void> {
    if (!hasDeadline(this.#deployment)) return;
    const { status, spec } = this.#deployment;
    const reason = conditionOf(status, 'Progressing')?.reason;
    if (reason === 'ProgressDeadlineExceeded' || (reason === 'DeploymentPaused') === (spec.paused === true)) return;
    const [now, message] = spec.paused === true ? ['DeploymentPaused', 'Deployment is paused'] : ['DeploymentResumed', 'Deployment is resumed'];
    await this.#write(withCondition(status, 'Progressing', 'Unknown', now, message, this.#context.clock.now()));
  }

  /** Reports whether the Deployment wants another number of pods than its ReplicaSets know of. */
  async #isScaled(): Promise<boolean> {
    await this.#syncNewest(false);
    return this.#sets.some(
      (set) => desiredOf(set) > 0 && (set.metadata.annotations?.[DESIRED] ?? String(desiredOf(this.#deployment))) !== String(desiredOf(this.#deployment)),
    );
  }

  /** The newest ReplicaSet with its annotations; made where it is not there and shall be. */
  async #syncNewest(create: boolean): Promise<ReplicaSet | undefined> {
    const revision = Math.max(0, ...this.#old().map(revisionOf)) + 1;
    const newest = this.#newest();
    if (newest === undefined) return create ? this.#create(revision) : undefined;
    const annotations = this.#annotationsOf(newest, revision);
    const { minReadySeconds = 0 } = this.#deployment.spec;
    if (!isDeepStrictEqual({ ...newest.metadata.annotations }, annotations) || (newest.spec.minReadySeconds ?? 0) !== minReadySeconds)
      return this.#update({ ...newest, metadata: { ...newest.metadata, annotations }, spec: { ...newest.spec, minReadySeconds } });
    const { status } = this.#deployment;
    const misses = hasDeadline(this.#deployment) && conditionOf(status, 'Progressing') === undefined;
    const found = misses
      ? withCondition(status, 'Progressing', 'True', 'FoundNewReplicaSet', `Found new replica set "${newest.metadata.name}"`, this.#context.clock.now())
      : status;
    await this.#setRevision(String(revisionOf(newest)), found);
    return newest;
  }

  /** Those of the Deployment, and which revision it is; a ReplicaSet that is the newest again keeps which it was. */
  #annotationsOf(set: ReplicaSet | undefined, revision: number): Readonly<Record<string, string>> {
    const own = Object.entries(this.#deployment.metadata.annotations ?? {}).filter(([key]) => !OF_SETS.has(key));
    const annotations: Record<string, string> = { ...set?.metadata.annotations, ...Object.fromEntries(own) };
    const before = set === undefined ? 0 : revisionOf(set);
    if (before < revision) {
      annotations[REVISION] = String(revision);
      if (before > 0) annotations[HISTORY] = [...(annotations[HISTORY] ?? '').split(',').filter(Boolean), String(before)].join(',');
    }
    return annotations;
  }

  async #setRevision(revision: string, status: DeploymentStatus): Promise<void> {
    const { annotations = {} } = this.#deployment.metadata;
    if (annotations[REVISION] !== revision) await this.#write(status, { ...annotations, [REVISION]: revision });
    else if (status !== this.#deployment.status) await this.#write(status);
  }

  async #update(set: ReplicaSet): Promise<ReplicaSet> {
    const updated = asReplicaSet(await ask(this.#context.client, 'PUT', objectPath(REPLICA_SETS, set.metadata), { ...set, ...REPLICA_SET }));
    this.#sets = this.#sets.map((other) => (other.metadata.uid === updated.metadata.uid ? updated : other));
    return updated;
  }

  async #create(revision: number): Promise<ReplicaSet> {
    const { metadata, spec, status } = this.#deployment;
    const { client, version, clock, events } = this.#context;
    const hash = templateHash(spec.template, status.collisionCount, version);
    const labels = { ...spec.template.metadata?.labels, [HASH]: hash };
    const replicas = newReplicas(this.#deployment, this.#sets, 0);
    const name = `${metadata.name}-${hash}`;
    const set = {
      ...REPLICA_SET,
      metadata: {
        name,
        namespace: metadata.namespace ?? '',
        labels,
        annotations: { ...this.#annotationsOf(undefined, revision), ...sizes(this.#deployment) },
        ownerReferences: [controllerReference(KIND, this.#deployment)],
      },
      spec: {
        replicas,
        minReadySeconds: spec.minReadySeconds ?? 0,
        selector: { ...spec.selector, matchLabels: { ...spec.selector.matchLabels, [HASH]: hash } },
        template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
      },
    };
    try {
      const created = asReplicaSet(await ask(client, 'POST', `/apis/apps/v1/namespaces/${metadata.namespace}/replicasets`, set));
      this.#sets = [...this.#sets, created];
      if (replicas > 0) await this.#recordScaling('up', created, 0, replicas);
      const now = clock.now();
      const reported = hasDeadline(this.#deployment)
        ? withCondition(status, 'Progressing', 'True', 'NewReplicaSetCreated', `Created new replica set "${name}"`, now)
        : status;
      await this.#setRevision(String(revision), reported);
      return created;
    } catch (error) {
      if (error instanceof ApiError && error.reason === 'AlreadyExists') await this.#write({ ...status, collisionCount: (status.collisionCount ?? 0) + 1 });
      else if (!isNamespaceGoing(error)) {
        const message = `Failed to create new replica set "${name}": ${(error as Error).message}`;
        if (hasDeadline(this.#deployment)) await this.#write(withCondition(status, 'Progressing', 'False', 'ReplicaSetCreateError', message, clock.now()));
        await events.record(KIND, this.#deployment, 'Warning', 'ReplicaSetCreateError', message);
      }
      throw error;
    }
  }

  #recordScaling(way: 'up' | 'down', set: ReplicaSet, from: number, to: number): Promise<void> {
    const size = this.#context.version.has('scalingSaysFrom') ? `from ${from} to ${to}` : `to ${to}`;
    return this.#context.events.record(KIND, this.#deployment, 'Normal', 'ScalingReplicaSet', `Scaled ${way} replica set ${set.metadata.name} ${size}`);
  }

  /** Returns whether the number of its pods has changed. */
  async #scale(set: ReplicaSet, to: number, always = false): Promise<boolean> {
    const from = desiredOf(set);
    const annotations = { ...set.metadata.annotations, ...sizes(this.#deployment) };
    if (from === to && (!always || isDeepStrictEqual({ ...set.metadata.annotations }, annotations))) return false;
    const updated = await this.#update({ ...set, metadata: { ...set.metadata, annotations }, spec: { ...set.spec, replicas: to } });
    if (from !== to) await this.#recordScaling(from < to ? 'up' : 'down', updated, from, to);
    return from !== to;
  }

  async #scaleAll(): Promise<void> {
    const newest = await this.#syncNewest(false);
    const desired = desiredOf(this.#deployment);
    const active = this.#sets.filter((set) => desiredOf(set) > 0);
    const latest = [...this.#old()].sort(byAge).reverse()[0];
    const only = active.length > 1 ? undefined : (active[0] ?? newest ?? latest);
    if (only !== undefined) await this.#scale(only, desired);
    else if (
      newest !== undefined &&
      desiredOf(newest) === desired &&
      newest.metadata.annotations?.[DESIRED] === String(desired) &&
      newest.status.availableReplicas === desired
    )
      for (const set of active.filter(({ metadata }) => metadata.uid !== newest.metadata.uid)) await this.#scale(set, 0);
    else if (isRolling(this.#deployment)) await this.#scaleInProportion(active);
    if (this.#deployment.spec.paused === true) await this.#forget();
    await this.#write(counted(this.#deployment, this.#sets, this.#newest(), this.#context));
  }

  async #scaleInProportion(active: readonly ReplicaSet[]): Promise<void> {
    const desired = desiredOf(this.#deployment);
    const toAdd = (desired > 0 ? desired + maxSurge(this.#deployment) : 0) - replicasOf(active);
    // The greatest first; of equals the newer one grows and the older one shrinks.
    const sorted = [...active].sort((a, b) => desiredOf(b) - desiredOf(a) || (toAdd > 0 ? byAge(b, a) : byAge(a, b)));
    let added = 0;
    const to = sorted.map((set) => {
      const part = proportion(set, this.#deployment, toAdd, added);
      added += part;
      return desiredOf(set) + part;
    });
    for (const [at, set] of sorted.entries()) await this.#scale(set, Math.max(0, (to[at] ?? 0) + (at === 0 ? toAdd - added : 0)), true);
  }

  /** Removes ReplicaSets beyond those that are kept to go back to. */
  async #forget(): Promise<void> {
    const { revisionHistoryLimit } = this.#deployment.spec;
    if (revisionHistoryLimit === undefined) return;
    const old = this.#old().filter((set) => !isTerminating(set));
    const beyond = [...old].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, Math.max(0, old.length - revisionHistoryLimit));
    for (const { metadata, spec, status } of beyond) {
      if ((status.replicas ?? 0) !== 0 || spec.replicas !== 0 || (metadata.generation ?? 0) > (status.observedGeneration ?? 0)) continue;
      await remove(this.#context.client, objectPath(REPLICA_SETS, metadata));
    }
  }

  async #roll(): Promise<void> {
    const newest = await this.#syncNewest(true);
    if (newest === undefined) return;
    const desired = desiredOf(this.#deployment);
    const present = desiredOf(newest);
    const wanted = present >= desired ? desired : newReplicas(this.#deployment, this.#sets, present);
    const hasScaled = (await this.#scale(newest, wanted)) || (await this.#scaleDownOld());
    if (!hasScaled && isComplete(this.#deployment, this.#deployment.status)) await this.#forget();
    await this.#write(rolloutStatus(this.#deployment, this.#sets, this.#newest(), this.#context));
  }

  /** As many pods of old ReplicaSets go as may be missing: those that are not available first. */
  async #scaleDownOld(): Promise<boolean> {
    const active = (): readonly ReplicaSet[] => this.#old().filter((set) => desiredOf(set) > 0);
    const newest = this.#newest();
    if (newest === undefined || active().length === 0) return false;
    const least = desiredOf(this.#deployment) - maxUnavailable(this.#deployment);
    const most = replicasOf(this.#sets) - least - (desiredOf(newest) - (newest.status.availableReplicas ?? 0));
    if (most <= 0) return false;
    let done = 0;
    for (const set of active()) {
      const unhealthy = Math.min(most - done, desiredOf(set) - (set.status.availableReplicas ?? 0));
      if (unhealthy > 0 && (await this.#scale(set, desiredOf(set) - unhealthy))) done += unhealthy;
    }
    let left = availableOf(this.#sets) - least;
    for (const set of active()) {
      const count = Math.min(desiredOf(set), left);
      if (count > 0 && (await this.#scale(set, desiredOf(set) - count))) [left, done] = [left - count, done + count];
    }
    return done > 0;
  }

  async #recreate(): Promise<void> {
    await this.#syncNewest(false);
    let hasScaled = false;
    for (const set of this.#old().filter((each) => desiredOf(each) > 0)) hasScaled = (await this.#scale(set, 0)) || hasScaled;
    if (hasScaled || this.#hasOldPods()) return this.#write(rolloutStatus(this.#deployment, this.#sets, this.#newest(), this.#context));
    const newest = await this.#syncNewest(true);
    if (newest !== undefined) await this.#scale(newest, desiredOf(this.#deployment));
    if (isComplete(this.#deployment, this.#deployment.status)) await this.#forget();
    await this.#write(rolloutStatus(this.#deployment, this.#sets, this.#newest(), this.#context));
  }

  #hasOldPods(): boolean {
    const old = this.#old();
    const uids = new Set(old.map(({ metadata }) => metadata.uid));
    const isRunning = (pod: KubeObject): boolean => !isOver(asPod(pod));
    return (
      old.some(({ status }) => (status.replicas ?? 0) > 0) ||
      this.#context
        .informer(PODS)
        .list()
        .some((pod) => uids.has(controllerOf(pod)?.uid ?? '') && isRunning(pod))
    );
  }
}

/** The key of the Deployment whose pod is gone: one that recreates waits for it. */
const ownerOfPod = (pod: KubeObject, { informer }: ControllerContext): readonly string[] => {
  const set = informer(REPLICA_SETS).get(`${pod.metadata.namespace}/${controllerOf(pod)?.name}`);
  const owner = set && controllerOf(set);
  return owner?.kind === 'Deployment' ? [`${pod.metadata.namespace}/${owner.name}`] : [];
};

export const deploymentController: Controller = {
  name: 'deployment-controller',
  alias: 'deployment',
  component: 'deployment-controller',
  watches: {
    [DEPLOYMENTS]: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]),
    [REPLICA_SETS]: ownersIn(DEPLOYMENTS, 'Deployment'),
    [PODS]: ({ type, object }, context) => (type === 'DELETED' ? ownerOfPod(object, context) : []),
  },
  async reconcile(key, context) {
    const found = context.informer(DEPLOYMENTS).get(key);
    if (found === undefined) return;
    const deployment = typed<DeploymentSpec, DeploymentStatus>(found);
    const { selector } = deployment.spec;
    const candidates = context.informer(REPLICA_SETS).list();
    const sets = await claim(candidates, { kind: KIND, owner: deployment, collection: REPLICA_SETS, ownerCollection: DEPLOYMENTS, selector }, context);
    await new Rollout(deployment, sets.map(asReplicaSet), context).run();
  },
};
