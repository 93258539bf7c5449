/**
 * One pod of the node, worked on by one pass at a time. What happens during a pass leads to another one. A pod that ends never comes
 * back. Upstream: pkg/kubelet/pod_workers.go
 */
import { isDeepStrictEqual } from 'node:util';
import type { KubeletContext } from '../context';
import { isTerminal, type Pod } from '../pod';
import { deletePod, forgetPod, stopPod } from './end-pod';
import { syncPod, type Failures } from './sync-pod';

/** A pass that failed is made again after so many milliseconds. */
const AFTER_ERROR = 10_000;

export class PodWorker {
  readonly #context: KubeletContext;
  readonly #failures: Failures = new Map();
  #pod: Pod;
  #isGone = false;
  #isStopped = false;
  #hasEnded = false;
  #isWorking = false;
  #isDirty = false;
  #cancel: () => void = () => undefined;

  constructor(context: KubeletContext, pod: Pod) {
    this.#context = context;
    this.#pod = pod;
  }

  get pod(): Pod {
    return this.#pod;
  }

  update(pod: Pod): void {
    const asked = pod.metadata.deletionTimestamp !== undefined && this.#pod.metadata.deletionTimestamp === undefined;
    const isNew = !isDeepStrictEqual(pod.spec, this.#pod.spec);
    this.#pod = pod;
    // A status that comes back is our own.
    if (asked || isNew || this.#hasEnded) this.wake();
  }

  /** The pod is not in the API any more, nor among the files of the node. */
  gone(): void {
    this.#isGone = true;
    this.wake();
  }

  wake(): void {
    if (this.#isStopped) return;
    this.#isDirty = true;
    if (this.#isWorking) return;
    this.#isWorking = true;
    void this.#context.activity.track(this.#work());
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  async #work(): Promise<void> {
    while (this.#isDirty && !this.#isStopped) {
      this.#isDirty = false;
      this.#cancel();
      const again = await this.#pass().catch(() => AFTER_ERROR);
      if (again !== undefined && !this.#isStopped) this.#cancel = this.#context.clock.after(again, () => this.wake());
    }
    this.#isWorking = false;
  }

  /** Milliseconds until the next pass; undefined: none is needed. */
  async #pass(): Promise<number | undefined> {
    const context = this.#context;
    const pod = this.#pod;
    const isAskedToEnd = this.#isGone || pod.metadata.deletionTimestamp !== undefined;
    if (!this.#hasEnded) {
      const { isOver, again } = isAskedToEnd ? { isOver: true, again: 0 } : await syncPod(context, pod, this.#failures);
      if (!isOver) return again;
      await stopPod(context, pod, this.#failures, isTerminal(pod.status?.phase) ? undefined : pod.metadata.deletionGracePeriodSeconds);
      this.#hasEnded = true;
    }
    if (this.#pod.metadata.deletionTimestamp !== undefined && !this.#isGone) await deletePod(context, this.#pod);
    if (this.#isGone) {
      await forgetPod(context, pod.metadata.uid);
      this.#isStopped = true;
    }
    return undefined;
  }
}
