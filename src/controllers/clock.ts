/**
 * Time as controllers and kubelets see it: back-off, heartbeats, probes and grace periods ask it, so that a test or a scenario moves it instead of waiting.
 * Upstream: k8s.io/utils/clock
 */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs it once that much time has passed; returns what calls it off. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The longest that a timer of Node waits. */
const LONGEST = 2_147_483_647;

/** The time of this machine. What waits for it does not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, Math.min(Math.max(milliseconds, 0), LONGEST)).unref();
    return () => clearTimeout(timer);
  },
};

interface Alarm {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #now: number;
  readonly #alarms = new Set<Alarm>();

  constructor(now = Date.now()) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const alarm: Alarm = { at: this.#now + Math.max(milliseconds, 0), run };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Moves on, from alarm to alarm; what went on before, and what each alarm sets off, is done before the next one, if `settled` waits for it. */
  async advance(milliseconds: number, settled: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const until = this.#now + milliseconds;
    await settled();
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      this.#alarms.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settled();
    }
    this.#now = until;
  }

  #next(until: number): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms) if (alarm.at <= until && (first === undefined || alarm.at < first.at)) first = alarm;
    return first;
  }
}

/** As metav1.Time is written. */
export const timeText = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

/** As metav1.MicroTime is written. */
export const microTimeText = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, -1)}000Z`;
