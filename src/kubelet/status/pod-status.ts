/** The whole status of a pod at one moment. Upstream: generateAPIPodStatus of pkg/kubelet/kubelet_pods.go */
import { addQuantities } from '../../engine/apimachinery/quantity-arithmetic';
import { own } from '../../engine/golang/map';
import { isTerminal, type Pod, type PodStatus, type Resources } from '../pod';
import type { Sandbox } from '../runtime/runtime';
import { containerStatuses, type StatusSources } from './container-statuses';
import { conditionsOf } from './pod-conditions';
import { phaseOf } from './pod-phase';

export interface PodStatusSources extends Omit<StatusSources, 'before'> {
  readonly sandbox: Sandbox | undefined;
  readonly hostIP: string;
  readonly before: PodStatus | undefined;
  /** Nothing of the pod is started any more. */
  readonly isOver: boolean;
}

/** What a cgroup of version 1 has as its memory limit when it has none. */
const NO_LIMIT = '9007199254740988Ki';

function summed(pod: Pod, which: 'limits' | 'requests'): Readonly<Record<string, string>> | undefined {
  const total = new Map<string, string>();
  for (const { resources } of pod.spec.containers)
    for (const [name, amount] of Object.entries(resources?.[which] ?? {})) total.set(name, addQuantities(total.get(name) ?? '0', amount));
  return total.size === 0 ? undefined : Object.fromEntries(total);
}

/** What the pod has of the node. Once a container of it has ended, its cgroup is asked. */
function resourcesOf(pod: Pod, hasEnded: boolean): Resources {
  const [limits, requests] = [summed(pod, 'limits'), summed(pod, 'requests')];
  const ofGroup = hasEnded && pod.metadata.annotations?.['kubernetes.io/config.source'] === undefined ? { memory: own(limits, 'memory') ?? NO_LIMIT } : {};
  const all = { ...limits, ...ofGroup };
  return { ...(Object.keys(all).length > 0 && { limits: all }), ...(requests !== undefined && { requests }) };
}

const sandboxLack = (sandbox: Sandbox | undefined): string | undefined => {
  if (sandbox === undefined) return 'no pod sandbox exists';
  return sandbox.isReady ? undefined : 'pod sandbox is not ready';
};

export function podStatusOf(pod: Pod, { sandbox, hostIP, before, isOver, ...sources }: PodStatusSources): PodStatus {
  const { initContainers = [], containers, hostNetwork = false } = pod.spec;
  const init = initContainers.length === 0 ? undefined : containerStatuses(pod, initContainers, true, { ...sources, before: before?.initContainerStatuses });
  const main = containerStatuses(pod, containers, false, { ...sources, before: before?.containerStatuses });
  const known = isTerminal(before?.phase) ? before?.phase : isTerminal(pod.status?.phase) ? pod.status?.phase : undefined;
  const phase = known ?? phaseOf(pod, init, main, isOver);
  const podIP = hostNetwork ? hostIP : (sandbox?.ip ?? before?.podIP ?? '');
  const hasEnded = main.some(({ state, lastState }) => state.terminated !== undefined || lastState.terminated !== undefined);
  const kept = phase === before?.phase ? before : undefined;
  return {
    phase,
    conditions: conditionsOf(pod, { phase, init, main, sandboxLacks: sandboxLack(sandbox) }, sources.version),
    ...(kept?.message !== undefined && { message: kept.message }),
    ...(kept?.reason !== undefined && { reason: kept.reason }),
    hostIP,
    ...(sources.version.has('hostIPsOfPods') && { hostIPs: [{ ip: hostIP }] }),
    ...(podIP !== '' && { podIP, podIPs: [{ ip: podIP }] }),
    ...(init !== undefined && { initContainerStatuses: init }),
    containerStatuses: main,
    ...(sources.version.isEnabled('InPlacePodLevelResourcesVerticalScaling') === true && { resources: resourcesOf(pod, hasEnded) }),
  };
}
