/**
 * What controllers have still to do, by keys: one after the other, so that a run is the same each time. A key that is added again
 * while it waits is done once. What fails is tried again, after 5 ms, and after twice as long each time.
 * Upstream: k8s.io/client-go/util/workqueue (default_rate_limiters.go, delaying_queue.go)
 */
import type { Clock } from './clock';

export type Work = () => Promise<void>;

const FIRST_DELAY = 5;
const LONGEST_DELAY = 1_000_000;

interface Delayed {
  readonly at: number;
  readonly cancel: () => void;
}

export class WorkQueue {
  readonly #clock: Clock;
  readonly #onError: (key: string, error: unknown) => void;
  readonly #waiting = new Map<string, Work>();
  readonly #delayed = new Map<string, Delayed>();
  readonly #failures = new Map<string, number>();
  #working: Promise<void> | undefined;
  #stopped = false;

  constructor(clock: Clock, onError: (key: string, error: unknown) => void) {
    this.#clock = clock;
    this.#onError = onError;
  }

  add(key: string, work: Work): void {
    if (this.#stopped) return;
    this.#waiting.set(key, work);
    // The turn begins later: a watch sends the event of a write before the write is answered.
    this.#working ??= Promise.resolve().then(() => this.#run());
  }

  /** The earliest of several times counts. */
  addAfter(key: string, work: Work, milliseconds: number): void {
    const at = this.#clock.now() + milliseconds;
    const known = this.#delayed.get(key);
    if (this.#stopped || (known !== undefined && known.at <= at)) return;
    known?.cancel();
    const cancel = this.#clock.after(milliseconds, () => {
      this.#delayed.delete(key);
      this.add(key, work);
    });
    this.#delayed.set(key, { at, cancel });
  }

  /** Resolves when nothing is left but what waits for its time. */
  async idle(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting.clear();
    for (const { cancel } of this.#delayed.values()) cancel();
    this.#delayed.clear();
  }

  async #run(): Promise<void> {
    for (let next = this.#waiting.entries().next().value; next !== undefined && !this.#stopped; next = this.#waiting.entries().next().value) {
      const [key, work] = next;
      this.#waiting.delete(key);
      await this.#do(key, work);
    }
    this.#working = undefined;
  }

  async #do(key: string, work: Work): Promise<void> {
    try {
      await work();
      this.#failures.delete(key);
    } catch (error) {
      if (this.#stopped) return;
      const failures = this.#failures.get(key) ?? 0;
      this.#failures.set(key, failures + 1);
      this.#onError(key, error);
      this.addAfter(key, work, Math.min(FIRST_DELAY * 2 ** failures, LONGEST_DELAY));
    }
  }
}
