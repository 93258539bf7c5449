/**
 * Probes one container again and again, one kind of probe each. A result counts when it came often enough in a row.
 * Upstream: pkg/kubelet/prober/worker.go
 */
import type { Activity } from '../activity';
import type { EventText } from '../../controllers/event-recorder';
import type { Probe } from '../pod';
import type { ContainerInfo } from '../runtime/runtime';
import { runProbe, type ProbeTarget } from './probe';

export type ProbeKind = 'liveness' | 'readiness' | 'startup';

export interface WorkerContext {
  readonly activity: Activity;
  readonly version: string;
  /** The container as it is now; undefined before there is one. */
  target(): { readonly info: ContainerInfo; readonly target: ProbeTarget } | undefined;
  /** Reports whether its startup probe has succeeded. */
  hasStarted(info: ContainerInfo): boolean;
  isEnding(): boolean;
  record(event: EventText): void;
  changed(): void;
}

const NAMES = { liveness: 'Liveness', readiness: 'Readiness', startup: 'Startup' } as const;

export class ProbeWorker {
  /** What counts, by the ID of the container. */
  readonly #results = new Map<string, boolean>();
  #containerId = '';
  #last: boolean | undefined;
  #run = 0;
  #isOnHold = false;
  #cancel: () => void;
  #isStopped = false;
  #isProbing = false;

  constructor(
    readonly kind: ProbeKind,
    readonly probe: Probe,
    readonly clock: ProbeTarget['clock'],
    readonly context: WorkerContext,
  ) {
    this.#cancel = clock.after(0, () => this.#tick());
  }

  /** Undefined before there is a result. */
  result(id: string): boolean | undefined {
    return this.#results.get(id);
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  /** Probes now if it is time to; upstream does so when a container has come to run. */
  wake(): void {
    if (this.#isStopped || this.#isProbing) return;
    this.#cancel();
    this.#cancel = this.clock.after(0, () => this.#tick());
  }

  #tick(): void {
    this.#isProbing = true;
    void this.context.activity.track(
      this.#once()
        .catch(() => undefined)
        .then(() => {
          this.#isProbing = false;
          if (!this.#isStopped) this.#cancel = this.clock.after((this.probe.periodSeconds ?? 10) * 1000, () => this.#tick());
        }),
    );
  }

  async #once(): Promise<void> {
    const found = this.context.target();
    if (found === undefined) return;
    const { info, target } = found;
    if (info.id !== this.#containerId) {
      this.#containerId = info.id;
      this.#isOnHold = false;
      this.#last = undefined;
      this.#run = 0;
    }
    const isEnding = this.kind !== 'readiness' && this.context.isEnding();
    if (this.#isOnHold || info.state !== 'running' || isEnding) return;
    if (this.clock.now() - info.startedAt < (this.probe.initialDelaySeconds ?? 0) * 1000) return;
    if (this.context.hasStarted(info) === (this.kind === 'startup')) return;
    const outcome = await this.#probed(target);
    if (outcome === undefined || this.#isStopped || this.#containerId !== info.id) return;
    this.#run = this.#last === outcome ? this.#run + 1 : 1;
    this.#last = outcome;
    if (this.#run < (outcome ? (this.probe.successThreshold ?? 1) : (this.probe.failureThreshold ?? 3))) return;
    const before = this.#results.get(info.id);
    this.#results.set(info.id, outcome);
    if ((this.kind === 'liveness' && !outcome) || this.kind === 'startup') this.#isOnHold = true;
    if (before !== outcome) this.context.changed();
  }

  async #probed(target: ProbeTarget): Promise<boolean | undefined> {
    const name = NAMES[this.kind];
    try {
      const { succeeded, output } = await runProbe(this.probe, target, this.context.version);
      if (!succeeded) this.context.record({ type: 'Warning', reason: 'Unhealthy', message: `${name} probe failed: ${output}` });
      return succeeded;
    } catch (error) {
      this.context.record({
        type: 'Warning',
        reason: 'Unhealthy',
        message: `${name} probe errored and resulted in unknown state: ${(error as Error).message}`,
      });
      return undefined;
    }
  }
}
