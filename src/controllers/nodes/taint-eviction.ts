/**
 * Pods that do not tolerate a NoExecute taint of their node go: at once, or after as long as they tolerate it.
 * Upstream: pkg/controller/tainteviction/taint_eviction.go; a part of the node lifecycle controller before 1.29
 */
import type { Taint } from 'kubernetes-types/core/v1';
import type { Version } from '../../engine/versions';
import { remove } from '../api-error';
import { isTerminating, NODES, objectPath, PODS, type Controller, type ControllerContext } from '../controller';
import { keyOf } from '../informer';
import { disruptionTarget, patchPodStatus, podsOnNode } from '../pods';
import { tolerates } from '../scheduler/taints';
import { asNode, asPod, type PodObject } from '../typed';

const POD = { apiVersion: 'v1', kind: 'Pod' };

/** For how many seconds the pod stands these taints; Infinity: for ever. */
function toleratedFor({ spec }: PodObject, taints: readonly Taint[]): number {
  const all = taints.map((taint) => (spec.tolerations ?? []).filter((toleration) => tolerates(toleration, taint)));
  if (all.some((matching) => matching.length === 0)) return 0;
  return Math.min(Infinity, ...all.flat().flatMap(({ tolerationSeconds }) => (tolerationSeconds === undefined ? [] : [Math.max(0, tolerationSeconds)])));
}

/** Since when the node has them. */
const since = (taints: readonly Taint[], now: number): number =>
  Math.max(0, ...taints.map(({ timeAdded }) => (timeAdded === undefined ? now : Date.parse(timeAdded))));

async function evict(pod: PodObject, context: ControllerContext): Promise<void> {
  const { client, events, version } = context;
  await events.record(POD, pod, 'Normal', 'TaintManagerEviction', `Marking for deletion Pod ${keyOf(pod)}`);
  if (version.has('evictionsLeaveCondition'))
    await patchPodStatus(
      pod,
      { conditions: [disruptionTarget(pod, 'DeletionByTaintManager', 'Taint manager: deleting due to NoExecute taint', context)] },
      context,
    );
  await remove(client, objectPath(PODS, pod.metadata));
}

export const taintEvictionController = (version: Version): Controller => ({
  ...(version.has('taintEvictionApart')
    ? { name: 'taint-eviction-controller', alias: 'taint-eviction-controller', component: 'taint-eviction-controller' }
    : { name: 'node-lifecycle-controller', alias: 'nodelifecycle', component: 'taint-controller' }),
  watches: {
    [NODES]: ({ object }, context) => podsOnNode(object.metadata.name, context).map(keyOf),
    [PODS]: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]),
  },
  async reconcile(key, context) {
    const found = context.informer(PODS).get(key);
    if (found === undefined || isTerminating(found)) return;
    const pod = asPod(found);
    const node = context.informer(NODES).get(pod.spec.nodeName ?? '');
    const taints = (node === undefined ? [] : (asNode(node).spec.taints ?? [])).filter(({ effect }) => effect === 'NoExecute');
    if (taints.length === 0) return;
    const seconds = toleratedFor(pod, taints);
    if (seconds === Infinity) return;
    const now = context.clock.now();
    const left = seconds === 0 ? 0 : since(taints, now) + seconds * 1000 - now;
    if (left <= 0) await evict(pod, context);
    else context.again(key, left);
  },
});
