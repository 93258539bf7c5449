/** The probes of all containers of a node. Upstream: pkg/kubelet/prober/prober_manager.go */
import type { Activity } from '../activity';
import type { Clock } from '../../controllers/clock';
import { involvedPod, type BackgroundRecorder } from '../events/background-recorder';
import { containersOf, fieldPathOf, type Container, type Pod } from '../pod';
import type { ContainerInfo, Runtime } from '../runtime/runtime';
import type { ProbeResults } from '../status/container-statuses';
import { ProbeWorker, type ProbeKind } from './probe-worker';

const KINDS = { liveness: 'livenessProbe', readiness: 'readinessProbe', startup: 'startupProbe' } as const satisfies Record<ProbeKind, keyof Container>;

export interface ProberContext {
  readonly runtime: Runtime;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly recorder: BackgroundRecorder;
  readonly version: string;
  /** Called when a result changed. */
  changed(podUid: string): void;
}

export class Prober {
  readonly #workers = new Map<string, Map<string, ProbeWorker>>();
  readonly #ending = new Set<string>();

  constructor(readonly context: ProberContext) {}

  /** Begins to probe what is to be probed of the pod. */
  add(pod: Pod): void {
    const { uid } = pod.metadata;
    if (this.#workers.has(uid)) return;
    const workers = new Map<string, ProbeWorker>();
    for (const container of containersOf(pod))
      for (const [kind, field] of Object.entries(KINDS) as [ProbeKind, (typeof KINDS)[ProbeKind]][]) {
        const probe = container[field];
        if (probe !== undefined) workers.set(`${container.name} ${kind}`, this.#worker(pod, container, kind));
      }
    this.#workers.set(uid, workers);
  }

  /** Looks at the containers of the pod again. */
  wake(podUid: string): void {
    for (const worker of this.#workers.get(podUid)?.values() ?? []) worker.wake();
  }

  /** Liveness and startup of a pod that ends are no longer asked. */
  ending(podUid: string): void {
    this.#ending.add(podUid);
  }

  remove(podUid: string): void {
    for (const worker of this.#workers.get(podUid)?.values() ?? []) worker.stop();
    this.#workers.delete(podUid);
    this.#ending.delete(podUid);
  }

  resultsOf(podUid: string): ProbeResults {
    const result = (kind: ProbeKind, { name }: Container, id: string): boolean | undefined => this.#workers.get(podUid)?.get(`${name} ${kind}`)?.result(id);
    return {
      hasStarted: (container, id) => container.startupProbe === undefined || result('startup', container, id) === true,
      isReady: (container, id) => container.readinessProbe === undefined || result('readiness', container, id) === true,
    };
  }

  /** The kind of probe that the container failed; undefined: none. */
  failed(podUid: string, { name }: Container, id: string): 'liveness' | 'startup' | undefined {
    const workers = this.#workers.get(podUid);
    return (['liveness', 'startup'] as const).find((kind) => workers?.get(`${name} ${kind}`)?.result(id) === false);
  }

  stop(): void {
    for (const uid of [...this.#workers.keys()]) this.remove(uid);
  }

  #worker(pod: Pod, container: Container, kind: ProbeKind): ProbeWorker {
    const { runtime, clock, activity, recorder, version, changed } = this.context;
    const { uid } = pod.metadata;
    const infoOf = (): ContainerInfo | undefined => runtime.containers(uid).findLast(({ name }) => name === container.name);
    return new ProbeWorker(kind, container[KINDS[kind]] ?? {}, clock, {
      activity,
      version,
      target: () => {
        const info = infoOf();
        const sandbox = runtime.sandboxes(uid).find(({ id }) => id === info?.sandboxId);
        if (info === undefined || sandbox === undefined) return undefined;
        return { info, target: { runtime, clock, container, containerId: info.id, sandboxId: sandbox.id, podIP: sandbox.ip } };
      },
      hasStarted: ({ id }) => this.resultsOf(uid).hasStarted(container, id),
      isEnding: () => this.#ending.has(uid),
      record: (event) => recorder.record(involvedPod(pod, fieldPathOf(pod, container)), event),
      changed: () => changed(uid),
    });
  }
}
