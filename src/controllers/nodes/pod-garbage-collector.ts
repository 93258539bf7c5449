/**
 * Removes pods without hold: those of a node that is gone for a while, and those that go and never had a node.
 * Upstream: pkg/controller/podgc/gc_controller.go
 */
import { timeText } from '../clock';
import { isTerminating, NODES, objectPath, PODS, type Controller } from '../controller';
import { keyOf } from '../informer';
import { asPod } from '../typed';

const STRATEGIC = 'application/strategic-merge-patch+json';
/** A node that is gone may come back within this time. */
const QUARANTINE = 40_000;

export const podGarbageCollector = (): Controller => {
  const gone = new Map<string, number>();
  return {
    name: 'pod-garbage-collector-controller',
    alias: 'podgc',
    watches: {
      [PODS]: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]),
      [NODES]: ({ type, object }, { informer }) =>
        type === 'DELETED'
          ? informer(PODS)
              .list()
              .filter((pod) => asPod(pod).spec.nodeName === object.metadata.name)
              .map(keyOf)
          : [],
    },
    async reconcile(key, { informer, client, clock, version, again }) {
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
      const { phase } = pod.status;
      if (version.has('evictionsLeaveCondition') && phase !== 'Succeeded' && phase !== 'Failed') {
        const condition = {
          type: 'DisruptionTarget',
          status: 'True',
          reason: 'DeletionByPodGC',
          message: 'PodGC: node no longer exists',
          lastTransitionTime: timeText(clock.now()),
          ...(version.has('podConditionsObserve') && { observedGeneration: pod.metadata.generation }),
        };
        const status = { phase: 'Failed', ...(isOrphan && { conditions: [condition] }) };
        await client.request('PATCH', objectPath(PODS, pod.metadata, 'status'), { metadata: { uid: pod.metadata.uid }, status }, STRATEGIC);
      }
      await client.request('DELETE', objectPath(PODS, pod.metadata), { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0 });
    },
  };
};
