/**
 * The events that wait for the client of one watch. A client that does not read them is forgotten: its watch ends after what waits, and
 * it has to watch anew from there. Events are held as they are in storage, so that a thousand clients that wait for the
 * same ones cost a thousand references.
 * After k8s.io/apiserver/pkg/storage/cacher/cache_watcher.go, whose channel holds as many, and whose dispatch waits as long.
 */
import type { StorageEvent } from '../../api/storage';

export interface CacheWatcherLimits {
  readonly events: number;
  readonly weight: number;
  readonly milliseconds: number;
}

/** maxWatchChanSizeWithoutIndex and maxBudget; upstream bounds no bytes. */
const LIMITS: CacheWatcherLimits = { events: 100, weight: 16 * 1024 * 1024, milliseconds: 100 };
/** A client that reads, but ever more slowly than others write, may be so many times over the limits. */
const BEHIND = 20;

export class CacheWatcher {
  #waiting: StorageEvent[] = [];
  /** Where in them the next event is. */
  #at = 0;
  #weight = 0;
  #taken = 0;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly onStop: () => void,
    readonly limits: CacheWatcherLimits = LIMITS,
  ) {}

  get isStopped(): boolean {
    return this.#isStopped;
  }

  add(event: StorageEvent): void {
    if (this.#isStopped) return;
    this.#waiting.push(event);
    this.#weight += event.weight;
    if (this.#isOver(1)) this.#watchFor();
  }

  next(): StorageEvent | undefined {
    const event = this.#waiting[this.#at];
    if (event === undefined) return undefined;
    this.#at += 1;
    this.#taken += 1;
    this.#weight -= event.weight;
    if (this.#at === this.#waiting.length || this.#at >= this.limits.events) {
      this.#waiting = this.#waiting.slice(this.#at);
      this.#at = 0;
    }
    return event;
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.onStop();
  }

  #isOver(times: number): boolean {
    return this.#waiting.length - this.#at > this.limits.events * times || this.#weight > this.limits.weight * times;
  }

  /** Stops it unless the client reads something meanwhile. */
  #watchFor(): void {
    if (this.#timer !== undefined) return;
    const taken = this.#taken;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#isOver(1)) return;
      if (taken === this.#taken || this.#isOver(BEHIND)) this.stop();
      else this.#watchFor();
    }, this.limits.milliseconds);
    this.#timer.unref();
  }
}
