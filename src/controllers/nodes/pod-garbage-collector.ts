/**
 * Removes pods without hold: those of a node that is gone for a while, and those that go and never had a node.
 * Upstream: pkg/controller/podgc/gc_controller.go
 */
import { isTerminating, NODES, objectPath, PODS, type Controller } from '../controller';
import { keyOf } from '../informer';
import { disruptionTarget, isOver, patchPodStatus, podsOnNode } from '../pods';
import { asPod } from '../typed';

/** A node that is gone may come back within this time. */
const QUARANTINE = 40_000;

export const podGarbageCollector = (): Controller => {
  const gone = new Map<string, number>();
  return {
    name: 'pod-garbage-collector-controller',
    alias: 'podgc',
    watches: {
      [PODS]: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]),
      [NODES]: ({ type, object }, context) => (type === 'DELETED' ? podsOnNode(object.metadata.name, context).map(keyOf) : []),
    },
    async reconcile(key, context) {
      const { informer, client, clock, version, again } = context;
      const found = informer(PODS).get(key);
      if (found === undefined) return;
      const pod = asPod(found);
      const { nodeName = '' } = pod.spec;
      const isOrphan = nodeName !== '' && informer(NODES).get(nodeName) === undefined;
      if (isOrphan) {
        const since = gone.get(nodeName) ?? clock.now();
        gone.set(nodeName, since);
        if (clock.now() - since < QUARANTINE) return again(key, since + QUARANTINE - clock.now());
      } else {
        gone.delete(nodeName);
        if (!(nodeName === '' && isTerminating(pod))) return;
      }
      if (version.has('evictionsLeaveCondition') && !isOver(pod)) {
        const conditions = [disruptionTarget(pod, 'DeletionByPodGC', 'PodGC: node no longer exists', context)];
        await patchPodStatus(pod, { phase: 'Failed', ...(isOrphan && { conditions }) }, context);
      }
      await client.request('DELETE', objectPath(PODS, pod.metadata), { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0 });
    },
  };
};
