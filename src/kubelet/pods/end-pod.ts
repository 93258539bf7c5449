/**
 * Ends a pod: stops its containers and its sandbox, posts its last status, removes its volumes, and deletes it from the API if that was
 * asked for. Upstream: SyncTerminatingPod and SyncTerminatedPod of pkg/kubelet/kubelet.go
 */
import type { KubeletContext } from '../context';
import { containersOf, type Pod } from '../pod';
import { stopContainer } from './stop-container';
import { currentStatus, type Failures } from './sync-pod';

/** Stops what runs. `grace` are seconds; without them those of the pod. */
export async function stopPod(context: KubeletContext, pod: Pod, failures: Failures, grace: number | undefined): Promise<void> {
  const { runtime, statuses, prober, volumes, store, tokens } = context;
  const { uid } = pod.metadata;
  statuses.set(pod, currentStatus(context, pod, failures, false));
  prober.ending(uid);
  const running = runtime.containers(uid).filter(({ state }) => state === 'running');
  await Promise.all(
    running.map((info) => {
      const container = containersOf(pod).find(({ name }) => name === info.name);
      return container === undefined
        ? runtime.stopContainer(info.id, 0)
        : stopContainer(context, pod, container, info, { message: `Stopping container ${info.name}`, grace });
    }),
  );
  for (const { id } of runtime.sandboxes(uid)) await runtime.stopSandbox(id);
  prober.remove(uid);
  statuses.set(pod, currentStatus(context, pod, failures, true));
  await volumes.remove(pod);
  store.release(uid);
  tokens.release(uid);
}

/** Takes the pod out of the API, once its last status is there. */
export async function deletePod({ statuses, client, apiPodOf }: KubeletContext, pod: Pod): Promise<void> {
  await statuses.delivered(pod);
  const target = apiPodOf(pod);
  if (target?.metadata.deletionTimestamp === undefined) return;
  const { name, namespace, uid } = target.metadata;
  await client.request('DELETE', `/api/v1/namespaces/${namespace}/pods/${name}`, {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    gracePeriodSeconds: 0,
    preconditions: { uid },
  });
}

/** Removes what the runtime still has of a pod that is gone. */
export async function forgetPod({ runtime, statuses, prober }: KubeletContext, uid: string): Promise<void> {
  for (const { id } of runtime.containers(uid)) await runtime.removeContainer(id);
  for (const { id } of runtime.sandboxes(uid)) {
    await runtime.stopSandbox(id);
    await runtime.removeSandbox(id);
  }
  prober.remove(uid);
  statuses.forget(uid);
}
