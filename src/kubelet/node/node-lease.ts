/** The Lease by which a node shows that it lives, renewed every ten seconds. Upstream: k8s.io/component-helpers/apimachinery/lease/controller.go */
import type { Client } from '../../controllers/client';
import type { KubeObject } from '../../engine/api/objects';
import type { Activity } from '../activity';
import { microTimeText, type Clock } from '../../controllers/clock';

export interface LeaseContext {
  readonly client: Client;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly name: string;
  /** The Node, which owns the Lease; undefined before there is one. */
  readonly node: () => KubeObject | undefined;
}

const LEASES = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases';
const SECONDS = 40;
const RENEW_EVERY = 10_000;
const FIRST_WAIT = 200;
const LONGEST_WAIT = 7000;
const TRIES = 5;

export class NodeLease {
  #lease: KubeObject | undefined;
  #wait = FIRST_WAIT;
  #cancel: () => void = () => undefined;
  #isStopped = false;

  constructor(readonly context: LeaseContext) {}

  start(): Promise<void> {
    return this.context.activity.track(this.#sync().catch(() => this.#next(false)));
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  async #sync(): Promise<void> {
    for (let tries = 0; this.#lease !== undefined && tries < TRIES; tries++) {
      const { status, body } = await this.#put(this.#lease);
      if (status === 200) {
        this.#lease = body as unknown as KubeObject;
        return this.#next(true);
      }
      if (status === 409) await this.#get();
    }
    this.#lease = undefined;
    await this.#ensure();
    this.#next(this.#lease !== undefined);
  }

  async #put(lease: KubeObject): Promise<{ readonly status: number; readonly body: unknown }> {
    const { client, name } = this.context;
    const metadata = { ...lease.metadata, ...this.#owners() };
    return client.request('PUT', `${LEASES}/${name}`, { ...lease, apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec: this.#spec() });
  }

  async #get(): Promise<number> {
    const { status, body } = await this.context.client.request('GET', `${LEASES}/${this.context.name}`);
    if (status === 200) this.#lease = body as unknown as KubeObject;
    return status;
  }

  async #ensure(): Promise<void> {
    const { client, name, node } = this.context;
    if ((await this.#get()) !== 404 || node() === undefined) return;
    const metadata = { name, namespace: 'kube-node-lease', ...this.#owners() };
    const { status, body } = await client.request('POST', LEASES, { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec: this.#spec() });
    if (status === 201) this.#lease = body as unknown as KubeObject;
  }

  #owners(): object {
    const { name, uid } = this.context.node()?.metadata ?? {};
    return uid === undefined ? {} : { ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid }] };
  }

  #spec(): object {
    return { holderIdentity: this.context.name, leaseDurationSeconds: SECONDS, renewTime: microTimeText(this.context.clock.now()) };
  }

  #next(succeeded: boolean): void {
    if (this.#isStopped) return;
    const wait = succeeded ? RENEW_EVERY : this.#wait;
    this.#wait = succeeded ? FIRST_WAIT : Math.min(this.#wait * 2, LONGEST_WAIT);
    this.#cancel = this.context.clock.after(wait, () => void this.start());
  }
}
