/**
 * Events about objects, as Kubernetes' components record them: one that says the same again counts up.
 * Upstream: k8s.io/client-go/tools/record (event.go, events_cache.go)
 */
import type { KubeObject } from '../engine/api/objects';
import type { Version } from '../engine/versions';
import { STRATEGIC_MERGE_PATCH, type Client } from './client';
import { timeText, type Clock } from './clock';

export interface ObjectKind {
  readonly apiVersion: string;
  readonly kind: string;
}

export type EventType = 'Normal' | 'Warning';

/** What an event is about. */
export interface InvolvedObject extends ObjectKind {
  readonly namespace?: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion?: string;
  /** A part of it, such as spec.containers{web}. */
  readonly fieldPath?: string;
}
export interface EventSource {
  readonly component: string;
  /** The node, where the component runs on each. */
  readonly host?: string;
}
export interface EventText {
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
}

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

/** An object as an event points to it, or to a part of it. */
export const involved = ({ apiVersion, kind }: ObjectKind, { metadata }: KubeObject, fieldPath?: string): InvolvedObject => ({
  kind,
  ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
  name: metadata.name ?? '',
  uid: metadata.uid ?? '',
  apiVersion,
  ...(metadata.resourceVersion !== undefined && { resourceVersion: metadata.resourceVersion }),
  ...(fieldPath !== undefined && { fieldPath }),
});

export class EventRecorder {
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #version: Version;
  readonly #recorded = new Map<string, Recorded>();
  #made: number;

  /** `first` keeps the names of events apart from those of another recorder with the same clock. */
  constructor(client: Client, clock: Clock, version: Version, first = 0) {
    this.#client = client;
    this.#clock = clock;
    this.#version = version;
    this.#made = first;
  }

  /** The recorder of one controller. */
  of(component: string): Recorder {
    return {
      record: (kind, object, type, reason, message) => this.write({ component }, involved(kind, object), { type, reason, message }, this.#clock.now()),
    };
  }

  /** `at`: when it happened, in milliseconds since 1970. */
  async write(source: EventSource, object: InvolvedObject, { type, reason, message }: EventText, at: number): Promise<void> {
    const { kind, apiVersion, name, uid, fieldPath, namespace = 'default' } = object;
    const key = JSON.stringify([source.component, apiVersion, kind, object.namespace, name, uid, fieldPath, type, reason, message]);
    const now = timeText(at);
    const known = this.#recorded.get(key);
    if (known !== undefined) {
      const count = known.count + 1;
      this.#remember(key, { ...known, count });
      const { status } = await this.#client.request('PATCH', known.path, { count, lastTimestamp: now }, STRATEGIC_MERGE_PATCH);
      // One that is gone, after an hour for example, is written anew.
      if (status !== 404) return;
    }
    const path = `/api/v1/namespaces/${namespace}/events`;
    const made = eventName(name, at, this.#made++);
    this.#remember(key, { path: `${path}/${made}`, count: known === undefined ? 1 : known.count + 1 });
    await this.#client.request('POST', path, {
      kind: 'Event',
      apiVersion: 'v1',
      metadata: { name: made, namespace },
      involvedObject: object,
      reason,
      message,
      source,
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
      type,
      ...(this.#version.has('eventsNameReporter') && {
        reportingComponent: source.component,
        ...(source.host !== undefined && { reportingInstance: source.host }),
      }),
    });
  }

  #remember(key: string, recorded: Recorded): void {
    this.#recorded.delete(key);
    this.#recorded.set(key, recorded);
    const [oldest] = this.#recorded.keys();
    if (this.#recorded.size > MOST_REMEMBERED && oldest !== undefined) this.#recorded.delete(oldest);
  }
}
