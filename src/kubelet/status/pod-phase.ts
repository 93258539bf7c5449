/** The phase of a pod, from the statuses of its containers. Upstream: getPhase of pkg/kubelet/kubelet_pods.go */
import { isSidecar, type Container, type ContainerStatus, type Pod } from '../pod';

/** Reports whether a container that ended like that is started again. */
export function restarts(container: Container, { spec }: Pod, exitCode: number): boolean {
  const policy = container.restartPolicy ?? spec.restartPolicy ?? 'Always';
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
}

const byName = (statuses: readonly ContainerStatus[] | undefined, { name }: Container): ContainerStatus | undefined =>
  statuses?.find((each) => each.name === name);

/** The end that counts of a container that does not run: of now or, while it waits, of before. */
const endOf = ({ state, lastState }: ContainerStatus): number | undefined => (state.terminated ?? (state.waiting && lastState.terminated))?.exitCode;

function isInitializing(pod: Pod, statuses: readonly ContainerStatus[] | undefined, hasStarted: boolean): boolean {
  return (pod.spec.initContainers ?? []).some((container) => {
    const status = byName(statuses, container);
    if (isSidecar(container))
      return !hasStarted && status?.state.terminated === undefined && status?.started !== true && status?.lastState.terminated === undefined;
    return status === undefined || endOf(status) === undefined;
  });
}

const failedToInitialize = (pod: Pod, statuses: readonly ContainerStatus[] | undefined): boolean =>
  (pod.spec.initContainers ?? []).some((container) => {
    const status = byName(statuses, container);
    const code = status === undefined ? undefined : endOf(status);
    return !isSidecar(container) && code !== undefined && code !== 0 && !restarts(container, pod, code);
  });

/** `isOver`: nothing of the pod is started any more. */
export function phaseOf(pod: Pod, init: readonly ContainerStatus[] | undefined, main: readonly ContainerStatus[], isOver: boolean): string {
  if (failedToInitialize(pod, init)) return 'Failed';
  const hasStarted = main.some(({ state, lastState }) => state.running !== undefined || state.terminated !== undefined || lastState.terminated !== undefined);
  if (isInitializing(pod, init, hasStarted)) return 'Pending';
  const known = pod.spec.containers.flatMap((container) => {
    const status = byName(main, container);
    return status === undefined ? [] : [{ container, status, end: endOf(status) }];
  });
  if (known.length < pod.spec.containers.length || known.some(({ status, end }) => status.state.waiting !== undefined && end === undefined)) return 'Pending';
  if (known.some(({ status }) => status.state.running !== undefined)) return 'Running';
  const isStaticPod = pod.metadata.annotations?.['kubernetes.io/config.source'] === 'file';
  const isDone = (isOver && !isStaticPod) || known.every(({ container, end }) => end !== undefined && !restarts(container, pod, end));
  if (!isDone) return 'Running';
  return known.every(({ end }) => end === 0) ? 'Succeeded' : 'Failed';
}
