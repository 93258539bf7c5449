/** The events of a kubelet: they are written in the background, in their order. Upstream: k8s.io/client-go/tools/record/event.go */
import { randomInt } from 'node:crypto';
import type { Client } from '../../controllers/client';
import type { Clock } from '../../controllers/clock';
import { EventRecorder, involved, type EventText, type InvolvedObject } from '../../controllers/event-recorder';
import type { KubeObject } from '../../engine/api/objects';
import type { Version } from '../../engine/versions';
import type { Activity } from '../activity';

const POD = { apiVersion: 'v1', kind: 'Pod' };
/** Controllers that have the same clock count from 0. */
const NAMES = 1_000_000;

/** A pod, or a part of it, as an event points to it. */
export const involvedPod = (pod: KubeObject, fieldPath?: string): InvolvedObject => involved(POD, pod, fieldPath);

export class BackgroundRecorder {
  readonly #events: EventRecorder;
  #last: Promise<void> = Promise.resolve();

  constructor(
    client: Client,
    version: Version,
    readonly clock: Clock,
    readonly activity: Activity,
    readonly node: string,
  ) {
    this.#events = new EventRecorder(client, clock, version, randomInt(NAMES));
  }

  /** Writes the event after those before it. */
  record(object: InvolvedObject, event: EventText): void {
    const at = this.clock.now();
    const source = { component: 'kubelet', host: this.node };
    this.#last = this.activity.track(this.#last.then(() => this.#events.write(source, object, event, at)).catch(() => undefined));
  }
}
