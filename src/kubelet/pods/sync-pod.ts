/**
 * One pass over a pod, in upstream's order: status, data directory, volumes, sandbox, what is to be stopped, init containers, containers.
 * Upstream: SyncPod of pkg/kubelet/kubelet.go and of pkg/kubelet/kuberuntime/kuberuntime_manager.go
 */
import type { KubeObject } from '../../engine/api/objects';
import type { KubeletContext } from '../context';
import { involvedPod } from '../events/background-recorder';
import { isTerminal, type Container, type Pod, type PodStatus } from '../pod';
import type { Sandbox } from '../runtime/runtime';
import { podStatusOf } from '../status/pod-status';
import { restarts } from '../status/pod-phase';
import { podActions } from './pod-actions';
import { crashLoopLeft, placeOf, startContainer } from './start-container';
import { StartFailure } from './start-failure';
import { stopContainer } from './stop-container';

/** Why containers of a pod were not started, by their names. */
export type Failures = Map<string, StartFailure>;

export interface SyncResult {
  /** Nothing of the pod will run any more. */
  readonly isOver: boolean;
  /** When to look again, in milliseconds from now, if nothing happens before. */
  readonly again: number;
}

/** Looks at every pod at least so often. */
const RESYNC = 60_000;

export function currentStatus(context: KubeletContext, pod: Pod, failures: Failures, isOver: boolean): PodStatus {
  const { runtime, version, node, prober, statuses } = context;
  const { uid } = pod.metadata;
  return podStatusOf(pod, {
    version,
    runtime,
    containers: runtime.containers(uid),
    failures,
    probes: prober.resultsOf(uid),
    sandbox: runtime.sandboxes(uid).at(-1),
    hostIP: node.ip,
    before: statuses.get(pod),
    isOver,
  });
}

async function pullSecretsOf({ store }: KubeletContext, { metadata, spec }: Pod): Promise<readonly KubeObject[]> {
  const names = (spec.imagePullSecrets ?? []).flatMap(({ name }) => (name === undefined || name === '' ? [] : [name]));
  // Those that are not there are left out: the image may need none.
  const found = await Promise.all(names.map((name) => store.get(metadata.uid, 'secret', metadata.namespace, name).catch(() => undefined)));
  return found.flatMap((secret) => secret ?? []);
}

async function sandboxOf(context: KubeletContext, pod: Pod): Promise<Sandbox | undefined> {
  const { runtime, recorder, apiPodOf } = context;
  const { name, namespace, uid } = pod.metadata;
  const latest = runtime.sandboxes(uid).at(-1);
  if (latest?.isReady === true) return latest;
  const reference = involvedPod(apiPodOf(pod) ?? pod);
  if (latest !== undefined) {
    recorder.record(reference, { type: 'Normal', reason: 'SandboxChanged', message: 'Pod sandbox changed, it will be killed and re-created.' });
    await runtime.stopSandbox(latest.id);
  }
  try {
    return await runtime.runSandbox({ name, namespace, uid, hostname: pod.spec.hostname ?? name, hostNetwork: pod.spec.hostNetwork ?? false });
  } catch (error) {
    recorder.record(reference, { type: 'Warning', reason: 'FailedCreatePodSandBox', message: `Failed to create pod sandbox: ${(error as Error).message}` });
    return undefined;
  }
}

export async function syncPod(context: KubeletContext, pod: Pod, failures: Failures): Promise<SyncResult> {
  const { runtime, statuses, volumes, prober, store, tokens, recorder, apiPodOf } = context;
  const { uid } = pod.metadata;
  const publish = (): PodStatus => {
    const status = currentStatus(context, pod, failures, false);
    statuses.set(pod, status);
    return status;
  };
  if (isTerminal(publish().phase)) return { isOver: true, again: RESYNC };

  const podIP = runtime.sandboxes(uid).at(-1)?.ip ?? '';
  const { paths, retryAfter } = await volumes.mount(pod, { store, tokens, place: placeOf(context, podIP) }, (event) =>
    recorder.record(involvedPod(apiPodOf(pod) ?? pod), event),
  );
  if (retryAfter !== undefined) return { isOver: false, again: Math.min(retryAfter, RESYNC) };
  const pullSecrets = await pullSecretsOf(context, pod);
  prober.add(pod);

  const known = runtime.containers(uid);
  const probes = prober.resultsOf(uid);
  const actions = podActions(pod, {
    known,
    failedProbe: (container, id) => prober.failed(uid, container, id),
    hasStarted: (container, id) => probes.hasStarted(container, id),
  });
  if (actions.init.length + actions.main.length + actions.stop.length === 0) return { isOver: false, again: RESYNC };
  const sandbox = await sandboxOf(context, pod);
  if (sandbox === undefined) return { isOver: false, again: RESYNC };
  for (const { container, info, message } of actions.stop)
    await stopContainer(context, pod, container, info, { message, grace: graceOf(pod, container, message) });
  const start = async (container: Container): Promise<boolean> => {
    try {
      await startContainer(context, { pod, container, sandbox, volumes: paths, pullSecrets, known });
      failures.delete(container.name);
      return true;
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error;
      failures.set(container.name, error);
      return false;
    }
  };
  for (const container of actions.init) if (!(await start(container))) break;
  for (const container of actions.main) await start(container);
  prober.wake(uid);
  publish();
  return { isOver: false, again: Math.min(RESYNC, nextTry(context, pod, failures)) };
}

/** The grace of a probe goes before that of the pod. */
function graceOf(_pod: Pod, { livenessProbe, startupProbe }: Container, message: string): number | undefined {
  return (message.includes(' startup probe') ? startupProbe : livenessProbe)?.terminationGracePeriodSeconds;
}

/** Upstream tries pods whose containers did not start again after ten seconds, or when their wait is over. */
const AFTER_FAILURE = 10_000;

function nextTry(context: KubeletContext, pod: Pod, failures: Failures): number {
  const waits = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].flatMap((container) => {
    const known = context.runtime.containers(pod.metadata.uid);
    const latest = known.findLast(({ name }) => name === container.name);
    const isWaiting = failures.has(container.name) || (latest?.state === 'exited' && restarts(container, pod, latest.exitCode));
    if (!isWaiting) return [];
    const left = crashLoopLeft(context, pod, container, known);
    return [left > 0 ? left : (context.images.waits(pod, container) ?? AFTER_FAILURE)];
  });
  return Math.min(...waits, RESYNC);
}
