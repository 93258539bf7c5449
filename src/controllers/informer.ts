/**
 * What a controller knows of one collection: the objects as the watch last sent them. Controllers that look at the same
 * collection share one informer, as in client-go.
 */
import type { KubeObject } from '../engine/api/objects';
import type { Client, WatchEvent } from './client';

/** `namespace/name`, or `name` for a cluster-scoped object. */
export const keyOf = ({ metadata }: KubeObject): string => (metadata.namespace === undefined ? `${metadata.name}` : `${metadata.namespace}/${metadata.name}`);

export class Informer {
  readonly #objects: Map<string, KubeObject>;
  /** Up to where it knows everything; undefined before it knows anything. */
  #resourceVersion: string | undefined;
  readonly #handlers: ((event: WatchEvent) => void)[] = [];
  #stop: () => void = () => undefined;

  constructor(objects: ReadonlyMap<string, KubeObject> = new Map(), resourceVersion?: string) {
    this.#objects = new Map(objects);
    this.#resourceVersion = resourceVersion;
  }

  /** One that knows what this one knows, for a fork of its server: it lists nothing, and hears of what happens there from now on. */
  fork(): Informer {
    return new Informer(this.#objects, this.#resourceVersion);
  }

  /** To be called before start. */
  onEvent(handler: (event: WatchEvent) => void): void {
    this.#handlers.push(handler);
  }

  async start(client: Client, path: string): Promise<void> {
    const onEvent = (event: WatchEvent): void => {
      this.#take(event);
      for (const handler of this.#handlers) handler(event);
    };
    const known = this.#resourceVersion;
    const watch = known === undefined ? await client.watch(path, onEvent) : await client.watchSince(path, known, onEvent);
    this.#resourceVersion ??= watch.resourceVersion;
    this.#stop = () => watch.stop();
  }

  get(key: string): KubeObject | undefined {
    return this.#objects.get(key);
  }

  /** In no particular order. */
  list(): readonly KubeObject[] {
    return [...this.#objects.values()];
  }

  stop(): void {
    this.#stop();
  }

  #take({ type, object }: WatchEvent): void {
    const key = keyOf(object);
    if (type === 'DELETED') this.#objects.delete(key);
    else this.#objects.set(key, object);
    // Those of a list come in no order of their versions.
    if (this.#resourceVersion !== undefined) this.#resourceVersion = object.metadata.resourceVersion ?? this.#resourceVersion;
  }
}
