/**
 * The statuses of containers, from what the runtime knows and why one could not be started.
 * Upstream: convertToAPIContainerStatuses of pkg/kubelet/kubelet_pods.go, UpdatePodStatus of pkg/kubelet/prober/prober_manager.go
 */
import type { Version } from '../../engine/versions';
import { timeText } from '../../controllers/clock';
import { isSidecar, type Container, type ContainerState, type ContainerStatus, type Pod } from '../pod';
import type { StartFailure } from '../pods/start-failure';
import type { ContainerInfo, Runtime } from '../runtime/runtime';
import { restarts } from './pod-phase';

export interface ProbeResults {
  /** Reports whether the container has started, as far as its startup probe says. */
  hasStarted(container: Container, id: string): boolean;
  isReady(container: Container, id: string): boolean;
}
export interface StatusSources {
  readonly version: Version;
  readonly runtime: Pick<Runtime, 'name'>;
  readonly containers: readonly ContainerInfo[];
  readonly failures: ReadonlyMap<string, StartFailure>;
  readonly probes: ProbeResults;
  readonly before: readonly ContainerStatus[] | undefined;
}

export const containerId = ({ name }: Pick<Runtime, 'name'>, id: string): string => `${name}://${id}`;

function stateOf(info: ContainerInfo, runtime: Pick<Runtime, 'name'>): ContainerState {
  if (info.state === 'running') return { running: { startedAt: timeText(info.startedAt) } };
  if (info.state === 'created') return { waiting: {} };
  const { exitCode, reason, message } = info;
  return {
    terminated: {
      exitCode,
      reason,
      ...(message !== '' && { message }),
      startedAt: timeText(info.startedAt),
      finishedAt: timeText(info.finishedAt),
      containerID: containerId(runtime, info.id),
    },
  };
}

const mountsOf = ({ volumeMounts = [] }: Container): readonly object[] =>
  volumeMounts.map(({ name, mountPath, readOnly }) => ({ name, mountPath, ...(readOnly === true && { readOnly, recursiveReadOnly: 'Disabled' }) }));

function statusOf(pod: Pod, container: Container, isInit: boolean, sources: StatusSources): ContainerStatus {
  const { version, runtime, probes } = sources;
  const [latest, previous] = sources.containers.filter(({ name }) => name === container.name).toReversed();
  const before = sources.before?.find(({ name }) => name === container.name);
  const volumeMounts = version.has('mountsInPodStatus') && mountsOf(container).length > 0 ? { volumeMounts: mountsOf(container) } : {};
  const hasResources = latest !== undefined && version.has('resourcesInPodStatus');
  let state: ContainerState =
    latest === undefined ? { waiting: { reason: isInitializing(pod) ? 'PodInitializing' : 'ContainerCreating' } } : stateOf(latest, runtime);
  let lastState: ContainerState = previous === undefined ? (before?.lastState ?? {}) : stateOf(previous, runtime);
  const failure = sources.failures.get(container.name);
  const canStart = latest === undefined || (latest.state === 'exited' && restarts(container, pod, latest.exitCode));
  if (failure !== undefined && canStart) {
    if (state.terminated !== undefined) lastState = state;
    state = { waiting: { reason: failure.reason, ...(failure.message !== '' && { message: failure.message }) } };
  }
  const runs = latest?.state === 'running' && state.running !== undefined;
  const started = runs && probes.hasStarted(container, latest.id);
  const isDoneInit = isInit && !isSidecar(container) && state.terminated?.exitCode === 0;
  const saysStarted = !isInit || version.has('initContainersSayStarted');
  return {
    name: container.name,
    state,
    lastState,
    ready: isDoneInit || (started && (!isInit || isSidecar(container)) && probes.isReady(container, latest.id)),
    restartCount: latest?.attempt ?? before?.restartCount ?? 0,
    image: latest?.image ?? container.image,
    imageID: latest?.imageRef ?? '',
    ...(latest !== undefined && { containerID: containerId(runtime, latest.id) }),
    ...(saysStarted && { started }),
    ...(hasResources && container.resources?.requests !== undefined && { allocatedResources: container.resources.requests }),
    ...(hasResources && { resources: container.resources ?? {} }),
    ...volumeMounts,
  };
}

const isInitializing = ({ spec }: Pod): boolean => (spec.initContainers ?? []).length > 0;

/** Those of init containers keep their order, the others are sorted by name. */
export function containerStatuses(pod: Pod, containers: readonly Container[], isInit: boolean, sources: StatusSources): readonly ContainerStatus[] {
  const statuses = containers.map((container) => statusOf(pod, container, isInit, sources));
  return isInit ? statuses : statuses.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
