/**
 * How many requests may be under way at once, after the user is known and before anything is asked about them. Without API Priority and
 * Fairness a request too many is refused at once. With it, it waits for its turn, the users taking turns, and is refused when too many of
 * the same user wait or when it has waited a quarter of a request's time. Here all users share one priority level of all seats;
 * FlowSchemas are not asked.
 * After k8s.io/apiserver/pkg/server/filters/maxinflight.go and priority-and-fairness.go.
 */
import type { RequestInfo } from '../api/attributes';
import type { Identity } from '../api/identity';
import type { InFlightOptions } from '../api/options';
import { isLongRunning } from './request-deadline';
import { PlainTextError } from '../errors/status-error';

type Release = () => void;

const READING: readonly string[] = ['get', 'list', 'watch'];
const PROBES: readonly string[] = ['/healthz', '/readyz', '/livez'];
/** A hand of 6 queues of 50. */
const WAITING_PER_USER = 300;
/** A quarter of --request-timeout. */
const WAIT_MILLISECONDS = 15_000;

const tooMany = (): PlainTextError => new PlainTextError(429, 'Too many requests, please try again later.', { 'Retry-After': '1' });
const isPrivileged = ({ groups }: Identity): boolean => groups.includes('system:masters');
const nothing = (): void => undefined;

/** Refuses at once. 0: no limit. */
class MaxInFlight {
  #reading = 0;
  #mutating = 0;

  constructor(readonly options: InFlightOptions) {}

  enter(info: RequestInfo, user: Identity): Release {
    const isReading = READING.includes(info.verb);
    const limit = isReading ? this.options.maxRequestsInFlight : this.options.maxMutatingRequestsInFlight;
    const count = isReading ? this.#reading : this.#mutating;
    if (limit === 0) return nothing;
    if (count >= limit) {
      if (isPrivileged(user)) return nothing;
      throw tooMany();
    }
    const add = (change: number): void => void (isReading ? (this.#reading += change) : (this.#mutating += change));
    add(1);
    return () => add(-1);
  }
}

/** Seats, and for each user who waits for one a queue. */
class FairQueues {
  #free: number;
  readonly #queues = new Map<string, (() => void)[]>();

  constructor(seats: number) {
    this.#free = seats;
  }

  enter({ isResourceRequest, verb, path }: RequestInfo, user: Identity): Release | Promise<Release> {
    if (isPrivileged(user) || (!isResourceRequest && verb === 'get' && PROBES.includes(path))) return nothing;
    if (this.#free > 0) {
      this.#free -= 1;
      return () => this.#release();
    }
    return this.#wait(user.name);
  }

  #wait(name: string): Promise<Release> {
    const queue = this.#queues.get(name) ?? [];
    if (queue.length >= WAITING_PER_USER) throw tooMany();
    this.#queues.set(name, queue);
    return new Promise((resolve, reject) => {
      const start = (): void => {
        clearTimeout(timer);
        resolve(() => this.#release());
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(start), 1);
        if (queue.length === 0) this.#queues.delete(name);
        reject(tooMany());
      }, WAIT_MILLISECONDS);
      queue.push(start);
    });
  }

  /** The user whose turn it was stands behind the others. */
  #release(): void {
    for (const [name, queue] of this.#queues) {
      this.#queues.delete(name);
      const start = queue.shift();
      if (queue.length > 0) this.#queues.set(name, queue);
      if (start !== undefined) {
        start();
        return;
      }
    }
    this.#free += 1;
  }
}

export interface RequestsInFlight {
  /** Gives what ends it. Throws 429. */
  enter(info: RequestInfo, user: Identity): Release | Promise<Release>;
}

export function createRequestsInFlight(options: InFlightOptions): RequestsInFlight {
  const limits = options.priorityAndFairness ? new FairQueues(options.maxRequestsInFlight + options.maxMutatingRequestsInFlight) : new MaxInFlight(options);
  return { enter: (info, user) => (isLongRunning(info) ? nothing : limits.enter(info, user)) };
}

/** Calls `release` when the parts are read, or are no longer. */
export async function* releasedAfter(parts: AsyncIterable<Uint8Array>, release: Release): AsyncIterable<Uint8Array> {
  try {
    yield* parts;
  } finally {
    release();
  }
}
