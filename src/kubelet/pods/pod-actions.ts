/** What is to be started and stopped of a pod. Upstream: computePodActions of pkg/kubelet/kuberuntime/kuberuntime_manager.go */
import { fullImageName } from '../images/image-name';
import { isSidecar, type Container, type Pod } from '../pod';
import type { ContainerInfo } from '../runtime/runtime';
import { restarts } from '../status/pod-phase';

export interface PodActions {
  /** Init containers come one after the other, so there is one at a time, and the sidecars before it. */
  readonly init: readonly Container[];
  readonly main: readonly Container[];
  readonly stop: readonly { readonly container: Container; readonly info: ContainerInfo; readonly message: string }[];
}

export interface ActionSources {
  readonly known: readonly ContainerInfo[];
  readonly failedProbe: (container: Container, id: string) => 'liveness' | 'startup' | undefined;
  readonly hasStarted: (container: Container, id: string) => boolean;
}

/** Upstream compares a hash of the description, of which the image is what can change. */
const isAnother = ({ image }: Container, info: ContainerInfo): boolean => info.state === 'running' && fullImageName(image) !== info.image;

const NOTHING: PodActions = { init: [], main: [], stop: [] };

export function podActions(pod: Pod, { known, failedProbe, hasStarted }: ActionSources): PodActions {
  const latest = ({ name }: Container): ContainerInfo | undefined => known.findLast((info) => info.name === name);
  const stopOf = (container: Container): PodActions['stop'] => {
    const info = latest(container);
    if (info !== undefined && isAnother(container, info))
      return [{ container, info, message: `Container ${container.name} definition changed, will be restarted` }];
    const kind = info?.state === 'running' ? failedProbe(container, info.id) : undefined;
    if (info === undefined || kind === undefined) return [];
    const again = restarts(container, pod, 1) ? ', will be restarted' : '';
    return [{ container, info, message: `Container ${container.name} failed ${kind} probe${again}` }];
  };
  const isToStart = (container: Container): boolean => {
    const info = latest(container);
    if (info === undefined) return true;
    if (info.state === 'exited') return restarts(container, pod, info.exitCode);
    return isAnother(container, info) || (info.state === 'running' && failedProbe(container, info.id) !== undefined && restarts(container, pod, 1));
  };

  const sidecars: Container[] = [];
  for (const container of pod.spec.initContainers ?? []) {
    const info = latest(container);
    const hasRunMain = pod.spec.containers.some((each) => latest(each) !== undefined);
    if (isSidecar(container)) {
      if (isToStart(container)) sidecars.push(container);
      if (!hasRunMain && (info?.state !== 'running' || !hasStarted(container, info.id))) return { ...NOTHING, init: sidecars, stop: stopOf(container) };
      continue;
    }
    if (hasRunMain || (info?.state === 'exited' && info.exitCode === 0)) continue;
    return { ...NOTHING, init: isToStart(container) ? [...sidecars, container] : sidecars };
  }
  return {
    init: sidecars,
    main: pod.spec.containers.filter(isToStart),
    stop: [...(pod.spec.initContainers ?? []).filter(isSidecar), ...pod.spec.containers].flatMap(stopOf),
  };
}
