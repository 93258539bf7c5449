/**
 * The Secrets and ConfigMaps that pods of the node refer to, each listed and watched by its name as long as a pod does, because that
 * is all that the node authorizer grants. Upstream: pkg/kubelet/util/manager/watch_based_manager.go
 */
import type { KubeObject } from '../../engine/api/objects';
import { Reflector, type ReflectorContext } from './reflector';

export type Referable = 'secret' | 'configmap';

/** The failure of a reference to something that is not there. */
export class NotFound extends Error {}

export class ObjectStore {
  readonly #reflectors = new Map<string, { readonly reflector: Reflector; readonly started: Promise<void> }>();
  /** By the UID of a pod. */
  readonly #references = new Map<string, Set<string>>();

  constructor(readonly context: ReflectorContext) {}

  /** The object, for that pod. Throws NotFound, and in upstream's words when it cannot be read. */
  async get(podUid: string, kind: Referable, namespace: string, name: string): Promise<KubeObject> {
    const key = `${kind}s/${namespace}/${name}`;
    const known = this.#reflectors.get(key) ?? this.#open(key, kind, namespace, name);
    const references = this.#references.get(podUid) ?? new Set();
    this.#references.set(podUid, references.add(key));
    await known.started;
    if (known.reflector.failure !== undefined) throw new Error(`failed to sync ${kind} cache: timed out waiting for the condition`);
    const object = known.reflector.get(`${namespace}/${name}`);
    if (object === undefined) throw new NotFound(`${kind} "${name}" not found`);
    return object;
  }

  /** Ends the watches that only that pod needed. */
  release(podUid: string): void {
    const references = this.#references.get(podUid) ?? [];
    this.#references.delete(podUid);
    for (const key of references) {
      if ([...this.#references.values()].some((others) => others.has(key))) continue;
      this.#reflectors.get(key)?.reflector.stop();
      this.#reflectors.delete(key);
    }
  }

  stop(): void {
    for (const { reflector } of this.#reflectors.values()) reflector.stop();
  }

  #open(key: string, kind: Referable, namespace: string, name: string): { readonly reflector: Reflector; readonly started: Promise<void> } {
    const selector = encodeURIComponent(`metadata.name=${name}`);
    const reflector = new Reflector(this.context, `/api/v1/namespaces/${namespace}/${kind}s?fieldSelector=${selector}`);
    const opened = { reflector, started: reflector.start() };
    this.#reflectors.set(key, opened);
    return opened;
  }
}
