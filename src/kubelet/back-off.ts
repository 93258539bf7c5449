/**
 * How long to wait before something that failed is tried again: twice as long each time, up to a limit, forgotten after a while.
 * Upstream: k8s.io/client-go/util/flowcontrol/backoff.go
 */
import type { Clock } from '../controllers/clock';

interface Entry {
  readonly wait: number;
  readonly updated: number;
}

export class BackOff {
  readonly #entries = new Map<string, Entry>();

  constructor(
    readonly clock: Clock,
    readonly first: number,
    readonly longest: number,
  ) {}

  /** The wait of a key that failed before; 0 without one. */
  wait(key: string): number {
    return this.#entries.get(key)?.wait ?? 0;
  }

  /** Milliseconds that are left of the wait which began at `since`; 0 when it is over. */
  left(key: string, since: number): number {
    const entry = this.#entries.get(key);
    if (entry === undefined || this.#isExpired(since, entry)) return 0;
    return Math.max(0, since + entry.wait - this.clock.now());
  }

  /** The same for a wait that begins when the key failed last. */
  leftSinceUpdate(key: string): number {
    const entry = this.#entries.get(key);
    return entry === undefined ? 0 : this.left(key, entry.updated);
  }

  /** Notes that the key failed at that time. */
  next(key: string, at: number): void {
    const entry = this.#entries.get(key);
    const wait = entry === undefined || this.#isExpired(at, entry) ? this.first : Math.min(entry.wait * 2, this.longest);
    this.#entries.set(key, { wait, updated: this.clock.now() });
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  #isExpired(at: number, { updated }: Entry): boolean {
    return at - updated > this.longest * 2;
  }
}
