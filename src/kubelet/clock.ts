/**
 * The time of a kubelet. Heartbeats, back-off, probes and grace periods ask it, so that a scenario moves the time by hand and
 * waits for none. Upstream: k8s.io/utils/clock
 */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` once after so many milliseconds. Returns the cancellation. */
  after(milliseconds: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

interface Alarm {
  readonly at: number;
  readonly run: () => void;
}

/** Stands still until it is moved. */
export class ManualClock implements Clock {
  readonly #alarms = new Set<Alarm>();
  #now: number;

  constructor(now = Date.now()) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const alarm = { at: this.#now + milliseconds, run };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Moves on by so many milliseconds, from alarm to alarm; after each, what it set off comes to rest first. */
  async advance(milliseconds: number, settled: () => Promise<void>): Promise<void> {
    const end = this.#now + milliseconds;
    await settled();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#alarms.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settled();
    }
    this.#now = end;
  }

  #next(end: number): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms) if (alarm.at <= end && (first === undefined || alarm.at < first.at)) first = alarm;
    return first;
  }
}

/** As metav1.Time writes it: whole seconds. */
export const timeOf = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

/** As metav1.MicroTime writes it. */
export const microTimeOf = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('Z', '000Z');
