/** Ends a container: an event says why, its hook runs, and what is left of the grace period is its own. Upstream: killContainer of pkg/kubelet/kuberuntime/kuberuntime_container.go */
import type { KubeletContext } from '../context';
import type { Container, Pod } from '../pod';
import type { ContainerInfo } from '../runtime/runtime';
import { runHook } from './lifecycle-hook';
import { recorderOf } from './start-container';

const DEFAULT_GRACE = 30;
/** A container is never killed sooner. */
const SHORTEST_GRACE = 2;

export interface StopReason {
  /** What the event says. */
  readonly message: string;
  /** Seconds; without them those of the pod. */
  readonly grace?: number | undefined;
}

export async function stopContainer(
  context: KubeletContext,
  pod: Pod,
  container: Container,
  { id }: ContainerInfo,
  { message, grace }: StopReason,
): Promise<void> {
  recorderOf(context, pod, container)({ type: 'Normal', reason: 'Killing', message });
  let left = grace ?? pod.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE;
  const preStop = container.lifecycle?.preStop;
  if (preStop !== undefined && left > 0) {
    const since = context.clock.now();
    const failure = await runHook(context, pod, container, id, preStop);
    if (failure !== undefined)
      recorderOf(
        context,
        pod,
        container,
      )({ type: 'Warning', reason: 'FailedPreStopHook', message: context.version.has('containerEventsPlain') ? 'PreStopHook failed' : failure });
    left -= Math.floor((context.clock.now() - since) / 1000);
  }
  await context.runtime.stopContainer(id, Math.max(left, SHORTEST_GRACE));
}
