/**
 * Events about objects, as kube-controller-manager records them: one that says the same again counts up.
 * Upstream: k8s.io/client-go/tools/record (event.go, events_cache.go)
 */
import type { KubeObject } from '../engine/api/objects';
import type { Version } from '../engine/versions';
import { STRATEGIC_MERGE_PATCH, type Client } from './client';
import { timeText, type Clock } from './clock';
import { keyOf } from './informer';

export interface ObjectKind {
  readonly apiVersion: string;
  readonly kind: string;
}

export type EventType = 'Normal' | 'Warning';

export interface Recorder {
  /** What is listed does not say its kind, so it is given. */
  record(kind: ObjectKind, object: KubeObject, type: EventType, reason: string, message: string): Promise<void>;
}

interface Recorded {
  readonly path: string;
  readonly count: number;
}

/** As many as client-go keeps in mind. */
const MOST_REMEMBERED = 4096;

/** Nanoseconds, of which the clock knows but milliseconds; the rest keeps events of the same moment apart. */
const nanoseconds = (now: number, count: number): string => (BigInt(now) * 1_000_000n + BigInt(count % 1_000_000)).toString(16);

/** What an event is called that a recorder makes. */
export const eventName = (name: string, now: number, count: number): string => `${name}.${nanoseconds(now, count)}`;

export class EventRecorder {
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #version: Version;
  readonly #recorded = new Map<string, Recorded>();
  #made = 0;

  constructor(client: Client, clock: Clock, version: Version) {
    this.#client = client;
    this.#clock = clock;
    this.#version = version;
  }

  /** The recorder of one controller. */
  of(component: string): Recorder {
    return { record: (kind, object, type, reason, message) => this.#record(component, kind, object, type, reason, message) };
  }

  async #record(component: string, { apiVersion, kind }: ObjectKind, object: KubeObject, type: EventType, reason: string, message: string): Promise<void> {
    const { name = '', namespace, uid, resourceVersion } = object.metadata;
    const key = [component, apiVersion, kind, keyOf(object), uid, type, reason, message].join('\n');
    const now = timeText(this.#clock.now());
    const known = this.#recorded.get(key);
    if (known !== undefined) {
      const count = known.count + 1;
      this.#remember(key, { ...known, count });
      const { status } = await this.#client.request('PATCH', known.path, { count, lastTimestamp: now }, STRATEGIC_MERGE_PATCH);
      if (status !== 404) return;
    }
    const path = `/api/v1/namespaces/${namespace ?? 'default'}/events`;
    const made = eventName(name, this.#clock.now(), this.#made++);
    this.#remember(key, { path: `${path}/${made}`, count: known === undefined ? 1 : known.count + 1 });
    await this.#client.request('POST', path, {
      kind: 'Event',
      apiVersion: 'v1',
      metadata: { name: made, namespace: namespace ?? 'default' },
      involvedObject: { kind, ...(namespace !== undefined && { namespace }), name, uid, apiVersion, resourceVersion },
      reason,
      message,
      source: { component },
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
      type,
      ...(this.#version.has('eventsNameReporter') && { reportingComponent: component }),
    });
  }

  #remember(key: string, recorded: Recorded): void {
    this.#recorded.delete(key);
    this.#recorded.set(key, recorded);
    const [oldest] = this.#recorded.keys();
    if (this.#recorded.size > MOST_REMEMBERED && oldest !== undefined) this.#recorded.delete(oldest);
  }
}
