/**
 * Writes the Node of a kubelet and keeps its status up to date: computed every ten seconds, sent when something changed or five minutes
 * have passed. Upstream: pkg/kubelet/kubelet_node_status.go
 */
import { STRATEGIC_MERGE_PATCH, type Client } from '../../controllers/client';
import type { JsonObject, KubeObject } from '../../engine/api/objects';
import { own } from '../../engine/golang/map';
import type { Activity } from '../activity';
import { canonicalText } from '../api/canonical-text';
import { messageOf } from '../api/reflector';
import type { Clock } from '../../controllers/clock';
import type { ImageService } from '../runtime/runtime';
import { nodeLabels, nodeStatusOf, type NodeFacts } from './node-status';

export interface RegistrationOptions {
  /** --register-node */
  readonly register: boolean;
  /** --node-labels */
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly JsonObject[];
}
export interface RegistrationContext {
  readonly client: Client;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly images: ImageService;
  readonly facts: () => NodeFacts;
  /** Takes what went wrong. */
  readonly log: (message: string) => void;
}

const NODES = '/api/v1/nodes';
const FIRST_WAIT = 100;
const LONGEST_WAIT = 7000;
const UPDATE_EVERY = 10_000;
const REPORT_EVERY = 300_000;

/** The status as a text, without the times of heartbeats. */
const withoutTimes = (status: JsonObject): string =>
  canonicalText({ ...status, conditions: ((status['conditions'] ?? []) as readonly JsonObject[]).map(({ lastHeartbeatTime: _, ...rest }) => rest) });

export class NodeRegistration {
  #node: KubeObject | undefined;
  #wait = FIRST_WAIT;
  #reportedAt = 0;
  #cancel: () => void = () => undefined;
  #isStopped = false;

  constructor(
    readonly context: RegistrationContext,
    readonly options: RegistrationOptions,
  ) {}

  /** The Node as it was seen last; undefined before there is one. */
  get node(): KubeObject | undefined {
    return this.#node;
  }

  /** Resolves when the node is registered, or could not be at once. */
  start(): Promise<void> {
    return this.context.activity.track(this.#begin());
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  async #begin(): Promise<void> {
    const failure = this.options.register ? await this.#register() : undefined;
    if (failure === undefined) return this.#report();
    this.context.log(`Unable to register node with API server: ${failure}`);
    this.#cancel = this.context.clock.after(this.#wait, () => void this.start());
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  async #status(before: KubeObject | undefined): Promise<JsonObject> {
    const { images, clock, facts } = this.context;
    const status = before?.['status'] as { readonly conditions?: [] } | undefined;
    return nodeStatusOf(facts(), status?.conditions ?? [], await images.listImages(), clock.now());
  }

  /** Why it is not registered; undefined: it is. */
  async #register(): Promise<string | undefined> {
    const { client, facts } = this.context;
    const { name } = facts();
    const metadata = {
      name,
      labels: { ...nodeLabels(name), ...this.options.labels },
      annotations: { 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    };
    const spec = this.options.taints.length > 0 ? { taints: this.options.taints } : {};
    const created = await client.request('POST', NODES, { apiVersion: 'v1', kind: 'Node', metadata, spec, status: await this.#status(undefined) });
    if (created.status === 201) {
      this.#node = created.body as unknown as KubeObject;
      return undefined;
    }
    if (created.status !== 409) return messageOf(created.body, created.status);
    const found = await client.request('GET', `${NODES}/${name}`);
    if (found.status !== 200) return messageOf(found.body, found.status);
    const { labels, annotations } = metadata;
    const patched = await client.request('PATCH', `${NODES}/${name}`, { metadata: { labels, annotations } }, STRATEGIC_MERGE_PATCH);
    if (patched.status !== 200) return messageOf(patched.body, patched.status);
    this.#node = patched.body as unknown as KubeObject;
    return undefined;
  }

  async #report(): Promise<void> {
    if (this.#isStopped) return;
    const { client, clock, facts, log } = this.context;
    const path = `${NODES}/${facts().name}`;
    const found = await client.request('GET', path).catch((error: unknown) => ({ status: 0, body: { message: (error as Error).message } as JsonObject }));
    if (found.status === 200) {
      this.#node = found.body as unknown as KubeObject;
      const status = await this.#status(this.#node);
      if (clock.now() - this.#reportedAt >= REPORT_EVERY || withoutTimes(status) !== withoutTimes(ofNode(this.#node, status))) {
        const addresses = [...(status['addresses'] as readonly JsonObject[]), { $patch: 'replace' }];
        const sent = await client.request('PATCH', `${path}/status`, { status: { ...status, addresses } }, STRATEGIC_MERGE_PATCH);
        if (sent.status === 200) this.#reportedAt = clock.now();
        else log(`Error updating node status: ${messageOf(sent.body, sent.status)}`);
      }
    } else log(`Error getting node: ${messageOf(found.body, found.status)}`);
    this.#cancel = clock.after(UPDATE_EVERY, () => void this.context.activity.track(this.#report().catch(() => undefined)));
  }
}

/** The fields of the status that we write, as the node has them. */
const ofNode = (node: KubeObject, status: JsonObject): JsonObject => {
  const present = (node['status'] ?? {}) as JsonObject;
  const types = new Set((status['conditions'] as readonly JsonObject[]).map(({ type }) => type));
  const conditions = ((present['conditions'] ?? []) as readonly JsonObject[]).filter(({ type }) => types.has(type));
  return { ...Object.fromEntries(Object.keys(status).map((key) => [key, own(present, key)])), conditions };
};
