/** What all parts of a kubelet share. */
import type { Client } from '../controllers/client';
import type { KubeObject } from '../engine/api/objects';
import type { Version } from '../engine/versions';
import type { Activity } from './activity';
import type { ObjectStore } from './api/object-store';
import type { ServiceAccountTokens } from './api/service-account-tokens';
import type { BackOff } from './back-off';
import type { Clock } from '../controllers/clock';
import type { BackgroundRecorder } from './events/background-recorder';
import type { ImageManager } from './images/image-manager';
import type { Pod } from './pod';
import type { Prober } from './probes/prober';
import type { Runtime } from './runtime/runtime';
import type { StatusManager } from './status/status-manager';
import type { VolumeManager } from './volumes/volume-manager';

/** What the node is, as far as it is known without the API. */
export interface NodeIdentity {
  readonly name: string;
  readonly ip: string;
  readonly allocatable: Readonly<Record<string, string>>;
}

export interface KubeletContext {
  readonly node: NodeIdentity;
  readonly version: Version;
  readonly client: Client;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly runtime: Runtime;
  readonly recorder: BackgroundRecorder;
  readonly statuses: StatusManager;
  readonly store: ObjectStore;
  readonly tokens: ServiceAccountTokens;
  readonly volumes: VolumeManager;
  readonly images: ImageManager;
  readonly prober: Prober;
  /** Of containers that end again and again. */
  readonly crashLoops: BackOff;
  /** All Services that are known; undefined before they have been listed. */
  readonly services: () => readonly KubeObject[] | undefined;
  /** The pod of the API: of a static pod its mirror. */
  readonly apiPodOf: (pod: Pod) => Pod | undefined;
  /** Where containers write what they print. */
  readonly logsDir: string;
}
