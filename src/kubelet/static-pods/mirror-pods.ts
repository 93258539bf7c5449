/**
 * Shows each static pod of the node in the API by a pod that mirrors it, which is written again when it was deleted, and removed with
 * the static pod. Upstream: pkg/kubelet/pod/mirror_client.go, tryReconcileMirrorPods of pkg/kubelet/kubelet.go
 */
import type { Client } from '../../controllers/client';
import type { KubeObject } from '../../engine/api/objects';
import type { Activity } from '../activity';
import { isStatic, MIRROR, type Pod } from '../pod';

export interface MirrorContext {
  readonly client: Client;
  readonly activity: Activity;
  readonly node: () => KubeObject | undefined;
}

export const HASH = 'kubernetes.io/config.hash';

const nameOf = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`;

export class MirrorPods {
  readonly #static = new Map<string, Pod>();
  readonly #mirrors = new Map<string, Pod>();

  constructor(readonly context: MirrorContext) {}

  staticPods(): readonly Pod[] {
    return [...this.#static.values()];
  }

  /** Of a static pod its mirror, of another pod itself. */
  apiPodOf(pod: Pod): Pod | undefined {
    return isStatic(pod) ? this.#mirrors.get(nameOf(pod)) : pod;
  }

  setStaticPods(pods: readonly Pod[]): void {
    const before = [...this.#static.keys()];
    this.#static.clear();
    for (const pod of pods) this.#static.set(nameOf(pod), pod);
    for (const name of new Set([...before, ...this.#static.keys(), ...this.#mirrors.keys()])) this.#reconcile(name);
  }

  /** Takes an event of a mirror pod, and gives the static pod behind it. */
  take(type: string, mirror: Pod): Pod | undefined {
    const name = nameOf(mirror);
    if (type === 'DELETED') {
      if (this.#mirrors.get(name)?.metadata.uid === mirror.metadata.uid) this.#mirrors.delete(name);
    } else this.#mirrors.set(name, mirror);
    this.#reconcile(name);
    return type === 'DELETED' ? undefined : this.#static.get(name);
  }

  #reconcile(name: string): void {
    void this.context.activity.track(this.#once(name).catch(() => undefined));
  }

  async #once(name: string): Promise<void> {
    const [pod, mirror] = [this.#static.get(name), this.#mirrors.get(name)];
    if (mirror !== undefined) {
      const isOurs = pod !== undefined && mirror.metadata.annotations?.[MIRROR] === pod.metadata.annotations?.[HASH];
      if (isOurs && mirror.metadata.deletionTimestamp === undefined) return;
      await this.#delete(mirror);
      return;
    }
    if (pod !== undefined) await this.#create(pod);
  }

  async #delete({ metadata: { name, namespace, uid } }: Pod): Promise<void> {
    const options = { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0, preconditions: { uid } };
    await this.context.client.request('DELETE', `/api/v1/namespaces/${namespace}/pods/${name}`, options);
  }

  async #create({ metadata, spec }: Pod): Promise<void> {
    const node = this.context.node()?.metadata;
    if (node?.uid === undefined) return;
    const { uid: _, ...rest } = metadata;
    await this.context.client.request('POST', `/api/v1/namespaces/${metadata.namespace}/pods`, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...rest,
        annotations: { ...metadata.annotations, [MIRROR]: metadata.annotations?.[HASH] ?? '' },
        ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: node.name ?? '', uid: node.uid, controller: true }],
      },
      spec,
    });
  }
}
