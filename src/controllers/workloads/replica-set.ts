/**
 * As many pods of a template as a ReplicaSet says, and a status that counts them. ReplicationControllers are the same with another selector.
 * Upstream: pkg/controller/replicaset (replica_set.go, replica_set_utils.go) and pkg/controller/replication
 */
import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../engine/api/objects';
import { isNamespaceGoing, ask } from '../api-error';
import { timeText } from '../clock';
import { isTerminating, objectPath, PODS, type Controller, type ControllerContext } from '../controller';
import type { ObjectKind } from '../event-recorder';
import { keyOf } from '../informer';
import { matchesLabelSelector, type LabelSelector } from '../label-selector';
import { typed, type PodObject, type Typed } from '../typed';
import {
  claim,
  controllerOf,
  createInBatches,
  createPod,
  deletePod,
  inOrderOfDeletion,
  ownersIn,
  podFrom,
  podsIn,
  untilAvailable,
  type Template,
} from './pod-control';
import { isActive, isReady } from '../pods';

export const REPLICA_SETS = '/apis/apps/v1/replicasets';
export const REPLICA_SET: ObjectKind = { apiVersion: 'apps/v1', kind: 'ReplicaSet' };
const REPLICATION_CONTROLLERS = '/api/v1/replicationcontrollers';
/** The most that are made or removed at once. */
const BURST = 500;

export interface ReplicaSetSpec {
  readonly replicas?: number;
  readonly minReadySeconds?: number;
  readonly selector?: LabelSelector;
  readonly template: Template;
}
export interface ReplicaCondition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime?: string;
  readonly reason?: string;
  readonly message?: string;
}
export interface ReplicaSetStatus {
  readonly replicas: number;
  readonly fullyLabeledReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly terminatingReplicas?: number;
  readonly observedGeneration?: number;
  readonly conditions?: readonly ReplicaCondition[];
}
export type ReplicaSet = Typed<ReplicaSetSpec, ReplicaSetStatus>;

interface Kind {
  readonly kind: ObjectKind;
  readonly collection: string;
  readonly selectorOf: (set: ReplicaSet) => LabelSelector;
}

/** The pods of all sets that the same controller has. */
function relatedPods(set: ReplicaSet, { collection, selectorOf }: Kind, { informer }: ControllerContext): readonly PodObject[] {
  const owner = controllerOf(set)?.uid;
  const sets =
    owner === undefined
      ? [set]
      : informer(collection)
          .list()
          .filter((other) => controllerOf(other)?.uid === owner);
  const all = informer(PODS)
    .list()
    .filter(({ metadata }) => metadata.namespace === set.metadata.namespace);
  return all
    .filter((pod) => sets.some((other) => matchesLabelSelector(selectorOf(typed(other)), pod.metadata.labels ?? {})))
    .map((pod) => typed(pod) as PodObject)
    .filter(isActive);
}

async function manage(set: ReplicaSet, pods: readonly PodObject[], of: Kind, context: ControllerContext): Promise<void> {
  const difference = pods.length - (set.spec.replicas ?? 1);
  if (difference < 0)
    await createInBatches(Math.min(-difference, BURST), async () => {
      try {
        await createPod(podFrom(set.spec.template, of.kind, set), of.kind, set, context);
      } catch (error) {
        if (!isNamespaceGoing(error)) throw error;
      }
    });
  const gone = difference > 0 ? inOrderOfDeletion(pods, relatedPods(set, of, context)).slice(0, Math.min(difference, BURST)) : [];
  let failed: unknown;
  for (const pod of gone) {
    try {
      await deletePod(pod, of.kind, set, context);
    } catch (error) {
      failed ??= error;
    }
  }
  if (failed !== undefined) throw failed;
}

function failureOf(set: ReplicaSet, pods: number, failed: unknown, now: number): readonly ReplicaCondition[] | undefined {
  const { conditions = [] } = set.status;
  const others = conditions.filter(({ type }) => type !== 'ReplicaFailure');
  if (failed === undefined) return others.length === 0 ? undefined : others;
  if (others.length < conditions.length) return conditions;
  const reason = pods < (set.spec.replicas ?? 1) ? 'FailedCreate' : 'FailedDelete';
  return [...others, { type: 'ReplicaFailure', status: 'True', lastTransitionTime: timeText(now), reason, message: (failed as Error).message }];
}

function statusOf(set: ReplicaSet, pods: readonly PodObject[], terminating: number, failed: unknown, { clock, version }: ControllerContext): ReplicaSetStatus {
  const { minReadySeconds = 0, template } = set.spec;
  const labels = template.metadata?.labels ?? {};
  const conditions = failureOf(set, pods.length, failed, clock.now());
  return {
    replicas: pods.length,
    fullyLabeledReplicas: pods.filter(({ metadata }) => matchesLabelSelector({ matchLabels: labels }, metadata.labels ?? {})).length,
    readyReplicas: pods.filter(isReady).length,
    availableReplicas: pods.filter((pod) => untilAvailable(pod, minReadySeconds, clock.now()) === 0).length,
    ...(version.has('terminatingReplicasCounted') && { terminatingReplicas: terminating }),
    ...(conditions && { conditions }),
  };
}

const FIGURES = ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'] as const;

function isSame(set: ReplicaSet, status: ReplicaSetStatus): boolean {
  return (
    FIGURES.every((name) => (set.status[name] ?? 0) === (status[name] ?? 0)) &&
    set.status.terminatingReplicas === status.terminatingReplicas &&
    set.metadata.generation === set.status.observedGeneration &&
    isDeepStrictEqual(set.status.conditions, status.conditions)
  );
}

async function report(set: ReplicaSet, status: ReplicaSetStatus, { kind, collection }: Kind, { client }: ControllerContext): Promise<void> {
  if (isSame(set, status)) return;
  const path = objectPath(collection, set.metadata);
  const written = { ...status, observedGeneration: set.metadata.generation ?? 0 };
  const reply = await client.request('PUT', `${path}/status`, { ...set, ...kind, status: written });
  if (reply.status < 300) return;
  const fresh = await ask(client, 'GET', path);
  await ask(client, 'PUT', `${path}/status`, { ...fresh, ...kind, status: written });
}

const replicas = (of: Kind, names: Pick<Controller, 'name' | 'alias' | 'component'>): Controller => ({
  ...names,
  watches: { [of.collection]: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]), [PODS]: ownersIn(of.collection, of.kind.kind) },
  async reconcile(key, context) {
    const found = context.informer(of.collection).get(key);
    if (found === undefined) return;
    const set = typed<ReplicaSetSpec, ReplicaSetStatus>(found);
    const all = podsIn(context, set);
    const selector = of.selectorOf(set);
    const pods = await claim(all.filter(isActive), { kind: of.kind, owner: set, collection: PODS, ownerCollection: of.collection, selector }, context);
    const going = all.filter(
      (pod) => isTerminating(pod) && controllerOf(pod)?.uid === set.metadata.uid && matchesLabelSelector(selector, pod.metadata.labels ?? {}),
    );
    let failed: unknown;
    try {
      if (!isTerminating(set)) await manage(set, pods, of, context);
    } catch (error) {
      failed = error;
    }
    await report(set, statusOf(set, pods, going.length, failed, context), of, context);
    if (failed !== undefined) throw failed;
    const waiting = pods.flatMap((pod) => untilAvailable(pod, set.spec.minReadySeconds ?? 0, context.clock.now()) ?? []).filter((time) => time > 0);
    if (waiting.length > 0) context.again(key, Math.min(...waiting));
  },
});

export const replicaSetController: Controller = replicas(
  { kind: REPLICA_SET, collection: REPLICA_SETS, selectorOf: ({ spec }) => spec.selector ?? {} },
  { name: 'replicaset-controller', alias: 'replicaset', component: 'replicaset-controller' },
);

export const replicationController: Controller = replicas(
  {
    kind: { apiVersion: 'v1', kind: 'ReplicationController' },
    collection: REPLICATION_CONTROLLERS,
    selectorOf: ({ spec }) => ({ matchLabels: (spec.selector ?? {}) as Readonly<Record<string, string>> }),
  },
  { name: 'replicationcontroller-controller', alias: 'replicationcontroller', component: 'replication-controller' },
);

export const asReplicaSet = (object: KubeObject): ReplicaSet => typed<ReplicaSetSpec, ReplicaSetStatus>(object);
