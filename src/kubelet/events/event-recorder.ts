/**
 * Events as client-go's recorder writes them: one that happened before is counted up with a patch instead of being written again.
 * Upstream: k8s.io/client-go/tools/record/event.go, events_cache.go
 */
import { STRATEGIC_MERGE_PATCH, type Client } from '../../controllers/client';
import type { KubeObject } from '../../engine/api/objects';
import type { Activity } from '../activity';
import { timeText, type Clock } from '../../controllers/clock';

export interface InvolvedObject {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly uid: string;
  readonly apiVersion?: string;
  readonly resourceVersion?: string;
  readonly fieldPath?: string;
}
export interface EventOfKubelet {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}
interface Seen {
  readonly name: string;
  readonly namespace: string;
  readonly count: number;
}

const COMPONENT = 'kubelet';
/** Upstream keeps the last 4096. */
const KEPT = 4096;

/** A pod, or a part of it, as an event points to it. */
export const involved = ({ metadata }: KubeObject, fieldPath?: string): InvolvedObject => ({
  kind: 'Pod',
  namespace: metadata.namespace ?? '',
  name: metadata.name ?? '',
  uid: metadata.uid ?? '',
  apiVersion: 'v1',
  ...(metadata.resourceVersion !== undefined && { resourceVersion: metadata.resourceVersion }),
  ...(fieldPath !== undefined && { fieldPath }),
});

export class EventRecorder {
  readonly #seen = new Map<string, Seen>();
  #last: Promise<void> = Promise.resolve();

  constructor(
    readonly client: Client,
    readonly clock: Clock,
    readonly activity: Activity,
    readonly node: string,
  ) {}

  /** Writes the event in the background, after those before it. */
  record(object: InvolvedObject, event: EventOfKubelet): void {
    const at = this.clock.now();
    this.#last = this.activity.track(this.#last.then(() => this.#write(object, event, at)).catch(() => undefined));
  }

  async #write(object: InvolvedObject, event: EventOfKubelet, at: number): Promise<void> {
    const key = JSON.stringify([object.kind, object.namespace, object.name, object.uid, object.fieldPath, event.type, event.reason, event.message]);
    const seen = this.#seen.get(key);
    const again = seen === undefined ? undefined : await this.#countUp(seen, timeText(at));
    this.#remember(key, again ?? (await this.#create(object, event, at)));
  }

  async #countUp(seen: Seen, lastTimestamp: string): Promise<Seen | undefined> {
    const count = seen.count + 1;
    const path = `/api/v1/namespaces/${seen.namespace}/events/${seen.name}`;
    const { status } = await this.client.request('PATCH', path, { count, lastTimestamp }, STRATEGIC_MERGE_PATCH);
    // One that is gone, after an hour for example, is written anew.
    return status === 404 ? undefined : { ...seen, count };
  }

  async #create(object: InvolvedObject, { type, reason, message }: EventOfKubelet, at: number): Promise<Seen> {
    const namespace = object.namespace ?? 'default';
    // Upstream takes the nanoseconds of the time.
    const name = `${object.name}.${(BigInt(at) * 1_000_000n + (process.hrtime.bigint() % 1_000_000n)).toString(16)}`;
    const timestamp = timeText(at);
    await this.client.request('POST', `/api/v1/namespaces/${namespace}/events`, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject: object,
      reason,
      message,
      source: { component: COMPONENT, host: this.node },
      firstTimestamp: timestamp,
      lastTimestamp: timestamp,
      count: 1,
      type,
      eventTime: null,
      reportingComponent: COMPONENT,
      reportingInstance: this.node,
    });
    return { name, namespace, count: 1 };
  }

  #remember(key: string, seen: Seen): void {
    this.#seen.delete(key);
    this.#seen.set(key, seen);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > KEPT && oldest !== undefined) this.#seen.delete(oldest);
  }
}
