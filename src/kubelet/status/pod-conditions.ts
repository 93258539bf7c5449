/** The conditions of a pod that a kubelet owns, in its order. Upstream: pkg/kubelet/status/generate.go */
import type { Version } from '../../engine/versions';
import { isSidecar, type ContainerStatus, type Pod, type PodCondition } from '../pod';

export interface ConditionsOf {
  readonly phase: string;
  readonly init: readonly ContainerStatus[] | undefined;
  readonly main: readonly ContainerStatus[];
  /** Why the sandbox is not ready; undefined: it is. */
  readonly sandboxLacks: string | undefined;
}
type Condition = Pick<PodCondition, 'type' | 'status' | 'reason' | 'message'>;

export const OWNED: ReadonlySet<string> = new Set(['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled']);

const unreadySaid = (verb: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`containers with ${verb} status: [${names.join(' ')}]`];

function containersReady(pod: Pod, { phase, init, main }: ConditionsOf, version: Version): Omit<Condition, 'type'> {
  const watched = [...(pod.spec.initContainers ?? []).filter(isSidecar), ...pod.spec.containers];
  const statusOf = (name: string): ContainerStatus | undefined => [...(init ?? []), ...main].find((status) => status.name === name);
  const unknown = watched.filter(({ name }) => statusOf(name) === undefined).map(({ name }) => name);
  const unready = watched.filter(({ name }) => statusOf(name)?.ready === false).map(({ name }) => name);
  if (phase === 'Succeeded' && unknown.length === 0) return { status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed' && version.has('failedPodsSaySo')) return { status: 'False', reason: 'PodFailed' };
  const message = [...unreadySaid('unknown', unknown), ...unreadySaid('unready', unready)].join(', ');
  return message === '' ? { status: 'True' } : { status: 'False', reason: 'ContainersNotReady', message };
}

function initialized(pod: Pod, { phase, init = [], main }: ConditionsOf): Omit<Condition, 'type'> {
  const containers = pod.spec.initContainers ?? [];
  const statusOf = (name: string): ContainerStatus | undefined => init.find((status) => status.name === name);
  const unknown = containers.filter(({ name }) => statusOf(name) === undefined).map(({ name }) => name);
  const incomplete = containers
    .filter((container) => {
      const status = statusOf(container.name);
      return status !== undefined && (isSidecar(container) ? status.started !== true : !status.ready);
    })
    .map(({ name }) => name);
  if (phase === 'Succeeded' && unknown.length === 0) return { status: 'True', reason: 'PodCompleted' };
  if (main.some(({ state, lastState }) => state.running !== undefined || state.terminated !== undefined || lastState.terminated !== undefined))
    return { status: 'True' };
  const message = [...unreadySaid('unknown', unknown), ...unreadySaid('incomplete', incomplete)].join(', ');
  return message === '' ? { status: 'True' } : { status: 'False', reason: 'ContainersNotInitialized', message };
}

function ready(pod: Pod, containers: Omit<Condition, 'type'>): Omit<Condition, 'type'> {
  if (containers.status !== 'True') return containers;
  const missing = (pod.spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const condition = pod.status?.conditions?.find(({ type }) => type === conditionType);
    if (condition === undefined) return [`corresponding condition of pod readiness gate "${conditionType}" does not exist.`];
    return condition.status === 'True' ? [] : [`the status of pod readiness gate "${conditionType}" is not "True", but ${condition.status}`];
  });
  return missing.length === 0 ? containers : { status: 'False', reason: 'ReadinessGatesNotReady', message: missing.join(', ') };
}

function sandboxReady({ sandboxLacks }: ConditionsOf, version: Version): Omit<Condition, 'type'> {
  if (sandboxLacks === undefined) return { status: 'True' };
  return { status: 'False', ...(version.has('sandboxLackSaid') && { reason: 'PodSandboxNotReady', message: sandboxLacks }) };
}

/** Those of others come first, as they are. */
export function conditionsOf(pod: Pod, of: ConditionsOf, version: Version): readonly Condition[] {
  const containers = containersReady(pod, of, version);
  return [
    ...(pod.status?.conditions ?? []).filter(({ type }) => !OWNED.has(type)),
    ...(version.isEnabled('PodReadyToStartContainersCondition') === true ? [{ type: 'PodReadyToStartContainers', ...sandboxReady(of, version) }] : []),
    { type: 'Initialized', ...initialized(pod, of) },
    { type: 'Ready', ...ready(pod, containers) },
    { type: 'ContainersReady', ...containers },
    { type: 'PodScheduled', status: 'True' },
  ];
}
