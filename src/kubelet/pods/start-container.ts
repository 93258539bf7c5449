/**
 * Starts one container: back-off, image, environment, creation, start, hook. Throws a StartFailure with the reason for its waiting state.
 * Upstream: startContainer of pkg/kubelet/kuberuntime/kuberuntime_container.go, doBackOff of kuberuntime_manager.go
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolders } from '../../engine/golang/files';
import type { KubeObject } from '../../engine/api/objects';
import { formatDuration } from '../../engine/golang/duration';
import type { PodPlace } from '../environment/field-path';
import { environmentOf } from '../environment/environment';
import { expanded } from '../environment/expansion';
import { serviceVariables } from '../environment/service-variables';
import type { EventText } from '../../controllers/event-recorder';
import { involvedPod } from '../events/background-recorder';
import type { KubeletContext } from '../context';
import { fieldPathOf, podText, type Container, type Pod } from '../pod';
import type { ContainerConfig, ContainerInfo, Mount, Sandbox } from '../runtime/runtime';
import { runHook } from './lifecycle-hook';
import { StartFailure } from './start-failure';

export interface StartPlan {
  readonly pod: Pod;
  readonly container: Container;
  readonly sandbox: Sandbox;
  readonly volumes: ReadonlyMap<string, string>;
  readonly pullSecrets: readonly KubeObject[];
  /** The containers of the pod when it was looked at. */
  readonly known: readonly ContainerInfo[];
}

const TERMINATION_LOG = '/dev/termination-log';

const backOffKey = ({ metadata }: Pod, { name, image }: Container): string => `${metadata.uid}/${name}/${image}`;

/** Milliseconds until the container may be started again; 0: now. */
export function crashLoopLeft({ crashLoops }: KubeletContext, pod: Pod, container: Container, known: readonly ContainerInfo[]): number {
  const ended = known.findLast(({ name, state }) => name === container.name && state === 'exited');
  return ended === undefined ? 0 : crashLoops.left(backOffKey(pod, container), ended.finishedAt);
}

export const placeOf = ({ node }: KubeletContext, podIP: string): PodPlace => ({ nodeName: node.name, hostIP: node.ip, podIP, allocatable: node.allocatable });

export const recorderOf =
  ({ recorder, apiPodOf }: KubeletContext, pod: Pod, container: Container) =>
  (event: EventText): void =>
    recorder.record(involvedPod(apiPodOf(pod) ?? pod, fieldPathOf(pod, container)), event);

function checkBackOff(context: KubeletContext, { pod, container, known }: StartPlan, record: (event: EventText) => void): void {
  const ended = known.findLast(({ name, state }) => name === container.name && state === 'exited');
  if (ended === undefined) return;
  const key = backOffKey(pod, container);
  if (crashLoopLeft(context, pod, container, known) > 0) {
    const named = context.version.has('backOffNamesContainer') ? ` ${container.name} in pod ${podText(pod)}` : '';
    record({ type: 'Warning', reason: 'BackOff', message: `Back-off restarting failed container${named}` });
    const wait = formatDuration(context.crashLoops.wait(key));
    throw new StartFailure('CrashLoopBackOff', `back-off ${wait} restarting failed container=${container.name} pod=${podText(pod)}`);
  }
  context.crashLoops.next(key, ended.finishedAt);
}

function mountsOf(container: Container, volumes: ReadonlyMap<string, string>): readonly Mount[] {
  return (container.volumeMounts ?? []).map(({ name, mountPath, subPath, readOnly = false }) => {
    const hostPath = volumes.get(name);
    if (hostPath === undefined)
      throw new StartFailure('CreateContainerConfigError', `cannot find volume "${name}" to mount into container "${container.name}"`);
    return { hostPath: subPath === undefined ? hostPath : path.join(hostPath, subPath), containerPath: mountPath, readOnly };
  });
}

async function terminationLog(context: KubeletContext, pod: Pod, container: Container, attempt: number): Promise<Mount> {
  const folder = path.join(context.volumes.podDir(pod), 'containers', container.name);
  makeFolders(folder);
  const hostPath = path.join(folder, String(attempt));
  await writeFile(hostPath, '');
  return { hostPath, containerPath: container.terminationMessagePath ?? TERMINATION_LOG, readOnly: false };
}

async function configOf(context: KubeletContext, { pod, container, sandbox, volumes }: StartPlan, attempt: number): Promise<ContainerConfig> {
  const services = context.services();
  if (services === undefined) throw new StartFailure('CreateContainerConfigError', 'services have not yet been read at least once, cannot construct envvars');
  const env = await environmentOf(pod, container, {
    store: context.store,
    services: serviceVariables(services, pod.metadata.namespace, pod.spec.enableServiceLinks !== false),
    place: placeOf(context, sandbox.ip),
  }).catch((error: unknown) => {
    throw new StartFailure('CreateContainerConfigError', (error as Error).message);
  });
  const logFolder = path.join(context.logsDir, `${pod.metadata.namespace}_${pod.metadata.name}_${pod.metadata.uid}`, container.name);
  makeFolders(logFolder);
  return {
    name: container.name,
    attempt,
    image: container.image,
    command: (container.command ?? []).map((word) => expanded(word, env)),
    args: (container.args ?? []).map((word) => expanded(word, env)),
    workingDir: container.workingDir ?? '',
    env: [...env].map(([name, value]) => ({ name, value })),
    mounts: [...mountsOf(container, volumes), await terminationLog(context, pod, container, attempt)],
    logPath: path.join(logFolder, `${attempt}.log`),
    stdin: container.stdin ?? false,
    tty: container.tty ?? false,
  };
}

export async function startContainer(context: KubeletContext, plan: StartPlan): Promise<void> {
  const { pod, container, sandbox, pullSecrets, known } = plan;
  const { runtime, images, version } = context;
  const record = recorderOf(context, pod, container);
  const failed = (message: string): void => record({ type: 'Warning', reason: 'Failed', message: `Error: ${message}` });
  const of = (action: string): string => (version.has('containerEventsPlain') ? `Container ${action.toLowerCase()}` : `${action} container ${container.name}`);

  checkBackOff(context, plan, record);
  await images.ensure(pod, container, pullSecrets, record).catch((error: unknown) => {
    failed((error as StartFailure).reason);
    throw error;
  });
  const latest = known.findLast(({ name }) => name === container.name);
  const config = await configOf(context, plan, latest === undefined ? 0 : latest.attempt + 1).catch((error: unknown) => {
    failed((error as Error).message);
    throw error;
  });
  const attempt = async <T>(reason: string, work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      failed((error as Error).message);
      throw new StartFailure(reason, (error as Error).message);
    }
  };
  const id = await attempt('CreateContainerError', runtime.createContainer(sandbox.id, config));
  record({ type: 'Normal', reason: 'Created', message: of('Created') });
  await attempt('RunContainerError', runtime.startContainer(id));
  record({ type: 'Normal', reason: 'Started', message: of('Started') });
  const postStart = container.lifecycle?.postStart;
  if (postStart === undefined) return;
  const failure = await runHook(context, pod, container, id, postStart);
  if (failure === undefined) return;
  record({ type: 'Warning', reason: 'FailedPostStartHook', message: version.has('containerEventsPlain') ? 'PostStartHook failed' : failure });
  record({ type: 'Normal', reason: 'Killing', message: 'FailedPostStartHook' });
  await runtime.stopContainer(id, pod.spec.terminationGracePeriodSeconds ?? 30);
  throw new StartFailure('PostStartHookError', failure);
}
