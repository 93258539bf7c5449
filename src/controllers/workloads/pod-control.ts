/**
 * What controllers of pods have alike: which pods are theirs, how one is made from a template and how one goes, and the events about it.
 * Upstream: pkg/controller/controller_utils.go and controller_ref_manager.go
 */
import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { KubeObject, OwnerReference } from '../../engine/api/objects';
import { ApiError, ask, isNamespaceGoing } from '../api-error';
import { STRATEGIC_MERGE_PATCH, type WatchEvent } from '../client';
import { isTerminating, objectPath, PODS, type ControllerContext } from '../controller';
import type { ObjectKind } from '../event-recorder';
import { keyOf } from '../informer';
import { matchesLabelSelector, type LabelSelector } from '../label-selector';
import { isReady, readyCondition } from '../pods';
import { asPod, type PodObject } from '../typed';

export type Template = Pick<PodTemplateSpec, 'metadata' | 'spec'>;

export const controllerOf = ({ metadata }: KubeObject): OwnerReference | undefined => metadata.ownerReferences?.find(({ controller }) => controller === true);

export const controllerReference = ({ apiVersion, kind }: ObjectKind, { metadata: { name = '', uid = '' } }: KubeObject): OwnerReference => ({
  apiVersion,
  kind,
  name,
  uid,
  controller: true,
  blockOwnerDeletion: true,
});

/** How many milliseconds it has still to be ready until it is available; undefined: it is not ready. */
export function untilAvailable(pod: PodObject, minReadySeconds: number, now: number): number | undefined {
  const ready = readyCondition(pod);
  if (ready?.status !== 'True') return undefined;
  return minReadySeconds === 0 ? 0 : Math.max(0, Date.parse(ready.lastTransitionTime ?? '') + minReadySeconds * 1000 - now);
}

/** Keys of the owners of this kind of the object; of an object without an owner, those of the owners that would have it. */
export const ownersIn =
  (collection: string, kind: string) =>
  ({ object }: WatchEvent, { informer }: ControllerContext): readonly string[] => {
    const { namespace } = object.metadata;
    const owner = controllerOf(object);
    if (owner !== undefined) return owner.kind === kind ? [`${namespace}/${owner.name}`] : [];
    const selects = (candidate: KubeObject): boolean => {
      const { selector } = candidate['spec'] as { readonly selector?: LabelSelector };
      return candidate.metadata.namespace === namespace && selector !== undefined && matchesLabelSelector(selector, object.metadata.labels ?? {});
    };
    return informer(collection).list().filter(selects).map(keyOf);
  };

/** Those of the objects that belong to the owner: orphans that it selects are adopted, those that it selects no longer are released. */
export async function claim<T extends KubeObject>(
  objects: readonly T[],
  {
    kind,
    owner,
    collection,
    ownerCollection,
    selector,
  }: { readonly kind: ObjectKind; readonly owner: KubeObject; readonly collection: string; readonly ownerCollection: string; readonly selector: LabelSelector },
  { client }: ControllerContext,
): Promise<readonly T[]> {
  const claimed: T[] = [];
  for (const object of objects.filter(({ metadata }) => metadata.namespace === owner.metadata.namespace)) {
    const reference = controllerOf(object);
    const isSelected = matchesLabelSelector(selector, object.metadata.labels ?? {});
    const { uid } = object.metadata;
    const path = objectPath(collection, object.metadata);
    if (reference !== undefined && reference.uid === owner.metadata.uid) {
      if (isSelected) claimed.push(object);
      else if (!isTerminating(owner))
        await client.request('PATCH', path, { metadata: { uid, ownerReferences: [{ $patch: 'delete', uid: owner.metadata.uid }] } }, STRATEGIC_MERGE_PATCH);
    } else if (reference === undefined && isSelected && !isTerminating(owner) && !isTerminating(object)) {
      const fresh = await ask(client, 'GET', objectPath(ownerCollection, owner.metadata));
      if (fresh.metadata.uid !== owner.metadata.uid || isTerminating(fresh)) continue;
      const ownerReferences = [controllerReference(kind, owner)];
      const { status } = await client.request('PATCH', path, { metadata: { uid, ownerReferences } }, STRATEGIC_MERGE_PATCH);
      if (status < 300) claimed.push(object);
    }
  }
  return claimed;
}

/** All pods that are the owner's or could be. */
export const podsIn = ({ informer }: ControllerContext, { metadata: { namespace, uid } }: KubeObject): readonly PodObject[] =>
  informer(PODS)
    .list()
    .filter((pod) => pod.metadata.namespace === namespace && [undefined, uid].includes(controllerOf(pod)?.uid))
    .map(asPod)
    .sort((a, b) => ((a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1));

/** A pod of the template, which its owner controls. */
export function podFrom({ metadata, spec }: Template, kind: ObjectKind, owner: KubeObject): KubeObject {
  const { labels, annotations, finalizers } = metadata ?? {};
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      generateName: `${owner.metadata.name}-`,
      namespace: owner.metadata.namespace ?? '',
      ...(labels && { labels }),
      ...(annotations && { annotations }),
      ...(finalizers && { finalizers }),
      ownerReferences: [controllerReference(kind, owner)],
    },
    spec: { ...spec } as PodSpec,
  };
}

export async function createPod(pod: KubeObject, kind: ObjectKind, owner: KubeObject, { client, events }: ControllerContext): Promise<KubeObject> {
  const path = `/api/v1/namespaces/${owner.metadata.namespace}/pods`;
  try {
    const created = await ask(client, 'POST', path, pod);
    await events.record(kind, owner, 'Normal', 'SuccessfulCreate', `Created pod: ${created.metadata.name}`);
    return created;
  } catch (error) {
    if (!isNamespaceGoing(error)) await events.record(kind, owner, 'Warning', 'FailedCreate', `Error creating: ${(error as Error).message}`);
    throw error;
  }
}

/** Batches of one, two, four and so on; after one that fails, no more are made. Throws what failed first. */
export async function createInBatches(count: number, create: (index: number) => Promise<unknown>): Promise<void> {
  let done = 0;
  for (let size = 1; done < count; size *= 2) {
    let failed: unknown;
    for (const end = Math.min(done + size, count); done < end; done += 1) {
      try {
        await create(done);
      } catch (error) {
        failed ??= error;
      }
    }
    if (failed !== undefined) throw failed;
  }
}

export async function deletePod(pod: PodObject, kind: ObjectKind, owner: KubeObject, { client, events }: ControllerContext): Promise<void> {
  const { status, body } = await client.request('DELETE', objectPath(PODS, pod.metadata));
  if (status === 404) return;
  if (status >= 400) {
    await events.record(kind, owner, 'Warning', 'FailedDelete', `Error deleting: ${String(body['message'])}`);
    throw new ApiError({ status, body });
  }
  await events.record(kind, owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
}

const PHASES = ['Pending', 'Unknown', 'Running'];
const restarts = ({ status }: PodObject): number => Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount));
const cost = ({ metadata }: PodObject): number => Number(metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0);

/** Those that go first: without a node, not running, not ready, cheap, beside many of their kind, ready since lately, often started again, young. */
export function inOrderOfDeletion(pods: readonly PodObject[], related: readonly PodObject[]): readonly PodObject[] {
  const onNode = new Map<string, number>();
  for (const { spec } of related) onNode.set(spec.nodeName ?? '', (onNode.get(spec.nodeName ?? '') ?? 0) + 1);
  const rank = (pod: PodObject): readonly number[] => {
    const ready = isReady(pod);
    return [
      (pod.spec.nodeName ?? '') === '' ? 0 : 1,
      PHASES.indexOf(pod.status.phase ?? 'Pending'),
      ready ? 1 : 0,
      cost(pod),
      -(onNode.get(pod.spec.nodeName ?? '') ?? 0),
      ready ? -Date.parse(readyCondition(pod)?.lastTransitionTime ?? '') : 0,
      -restarts(pod),
      -Date.parse(String(pod.metadata.creationTimestamp)),
    ];
  };
  const ranked = pods.map((pod) => ({ pod, ranks: rank(pod) }));
  const compare = (a: readonly number[], b: readonly number[]): number =>
    a.map((value, at) => value - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
  return ranked.sort((a, b) => compare(a.ranks, b.ranks)).map(({ pod }) => pod);
}
