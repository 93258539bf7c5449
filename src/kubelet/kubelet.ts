/**
 * A kubelet: a client of the API server that registers a node, keeps its lease, and makes of the pods that are bound to it containers of
 * a runtime. The file to read first: what it watches, and what each change leads to. Upstream: pkg/kubelet/kubelet.go
 */
import path from 'node:path';
import type { Client, WatchEvent } from '../controllers/client';
import type { JsonObject, KubeObject } from '../engine/api/objects';
import type { Version } from '../engine/versions';
import { Activity } from './activity';
import { ObjectStore } from './api/object-store';
import { Reflector, type ReflectorContext } from './api/reflector';
import { ServiceAccountTokens } from './api/service-account-tokens';
import { BackOff } from './back-off';
import { systemClock, type Clock } from '../controllers/clock';
import type { KubeletContext } from './context';
import { BackgroundRecorder } from './events/background-recorder';
import { ImageManager } from './images/image-manager';
import { NodeLease } from './node/node-lease';
import { NodeRegistration } from './node/node-registration';
import { capacityOf, type NodeFacts } from './node/node-status';
import { isMirror, type Pod } from './pod';
import { PodWorker } from './pods/pod-worker';
import { Prober } from './probes/prober';
import type { Runtime } from './runtime/runtime';
import { MirrorPods } from './static-pods/mirror-pods';
import { StatusManager } from './status/status-manager';
import { VolumeManager } from './volumes/volume-manager';

export interface KubeletOptions {
  /** --hostname-override */
  readonly nodeName: string;
  /** --node-ip */
  readonly nodeIP: string;
  readonly version: Version;
  /** As `kubectl get nodes` shows it: v1.37.2 */
  readonly kubeletVersion: string;
  readonly client: Client;
  /** Default: that of the system. */
  readonly clock?: Clock;
  readonly runtime: Runtime;
  /** --root-dir */
  readonly rootDir: string;
  /** The port of its server. */
  readonly port?: number;
  readonly registerNode?: boolean;
  readonly nodeLabels?: Readonly<Record<string, string>>;
  readonly taints?: readonly JsonObject[];
  readonly maxPods?: number;
  readonly log?: (message: string) => void;
}

const DEFAULT_PORT = 10_250;
const DEFAULT_PODS = 110;
const FIRST_CRASH_WAIT = 10_000;
const LONGEST_CRASH_WAIT = 300_000;

export class Kubelet {
  readonly context: KubeletContext;
  readonly #activity = new Activity();
  readonly #workers = new Map<string, PodWorker>();
  readonly #mirrors: MirrorPods;
  readonly #registration: NodeRegistration;
  readonly #lease: NodeLease;
  readonly #pods: Reflector;
  readonly #services: Reflector;

  constructor(readonly options: KubeletOptions) {
    const { client, clock = systemClock, version, runtime, rootDir, nodeName, nodeIP, log = () => undefined } = options;
    const activity = this.#activity;
    const reflecting: ReflectorContext = { client, clock, activity };
    const node = { name: nodeName, ip: nodeIP, allocatable: capacityOf(options.maxPods ?? DEFAULT_PODS) };
    const recorder = new BackgroundRecorder(client, version, clock, activity, nodeName);
    const apiPodOf = (pod: Pod): Pod | undefined => this.#mirrors.apiPodOf(pod);
    this.context = {
      node,
      version,
      client,
      clock,
      activity,
      runtime,
      recorder,
      apiPodOf,
      statuses: new StatusManager(client, clock, activity, version, apiPodOf),
      store: new ObjectStore(reflecting),
      tokens: new ServiceAccountTokens(client, clock),
      volumes: new VolumeManager(rootDir, clock),
      images: new ImageManager(runtime, clock, version),
      prober: new Prober({ runtime, clock, activity, recorder, version: version.name, changed: (uid) => this.#wake(uid) }),
      crashLoops: new BackOff(clock, FIRST_CRASH_WAIT, LONGEST_CRASH_WAIT),
      services: () => (this.#services.failure === undefined ? this.#services.list() : undefined),
      logsDir: path.join(rootDir, 'logs'),
    };
    const facts = (): NodeFacts => ({
      ...node,
      version,
      kubeletVersion: options.kubeletVersion,
      runtimeVersion: `${runtime.name}://${runtime.version}`,
      port: options.port ?? DEFAULT_PORT,
    });
    const { registerNode = true, nodeLabels = {}, taints = [] } = options;
    this.#registration = new NodeRegistration({ client, clock, activity, images: runtime, facts, log }, { register: registerNode, labels: nodeLabels, taints });
    this.#lease = new NodeLease({ client, clock, activity, name: nodeName, node: () => this.#registration.node });
    this.#mirrors = new MirrorPods({ client, activity, node: () => this.#registration.node });
    const selector = encodeURIComponent(`spec.nodeName=${nodeName}`);
    this.#pods = new Reflector(reflecting, `/api/v1/pods?fieldSelector=${selector}`, (event) => this.#takePod(event));
    this.#services = new Reflector(reflecting, '/api/v1/services');
    runtime.onExit((uid) => this.#wake(uid));
  }

  /** Resolves when the node is registered and its pods are known, as far as the server is there. */
  async start(): Promise<void> {
    await this.#registration.start();
    await this.#lease.start();
    await this.#services.start();
    await this.#pods.start();
  }

  /** Resolves when it has done all that there is to do now. */
  settled(): Promise<void> {
    return this.#activity.settled();
  }

  /** The pods that it works on. */
  pods(): readonly Pod[] {
    return [...this.#workers.values()].map(({ pod }) => pod);
  }

  /** The static pods of the node, all of them. */
  setStaticPods(pods: readonly Pod[]): void {
    const wanted = new Map(pods.map((pod) => [pod.metadata.uid, pod]));
    for (const pod of this.#mirrors.staticPods()) if (!wanted.has(pod.metadata.uid)) this.#workers.get(pod.metadata.uid)?.gone();
    this.#mirrors.setStaticPods(pods);
    for (const pod of pods) if (!this.#workers.has(pod.metadata.uid)) this.#begin(pod);
  }

  /** Containers go on running; who made the runtime closes it. */
  stop(): void {
    this.#registration.stop();
    this.#lease.stop();
    this.#pods.stop();
    this.#services.stop();
    this.context.store.stop();
    this.context.prober.stop();
    for (const worker of this.#workers.values()) worker.stop();
  }

  #takePod({ type, object }: WatchEvent): void {
    const pod = object as KubeObject as Pod;
    if (isMirror(pod)) {
      const owner = this.#mirrors.take(type, pod);
      if (owner !== undefined) this.context.statuses.post(owner);
      return;
    }
    const { uid } = pod.metadata;
    const worker = this.#workers.get(uid);
    if (type === 'DELETED') {
      worker?.gone();
      this.#workers.delete(uid);
    } else if (worker === undefined) this.#begin(pod);
    else worker.update(pod);
  }

  #begin(pod: Pod): void {
    const worker = new PodWorker(this.context, pod);
    this.#workers.set(pod.metadata.uid, worker);
    worker.wake();
  }

  #wake(uid: string): void {
    this.#workers.get(uid)?.wake();
    this.context.prober.wake(uid);
  }
}
