/**
 * What a controller knows of one collection: the objects as the watch last told them. Controllers that look at the same
 * collection share one informer, as in client-go.
 */
import type { KubeObject } from '../engine/api/objects';
import type { Client, WatchEvent } from './client';

/** `namespace/name`, or `name` for a cluster-scoped object. */
export const keyOf = ({ metadata }: KubeObject): string => (metadata.namespace === undefined ? `${metadata.name}` : `${metadata.namespace}/${metadata.name}`);

export class Informer {
  readonly #objects = new Map<string, KubeObject>();
  readonly #handlers: ((event: WatchEvent) => void)[] = [];
  #stop: () => void = () => undefined;

  /** To be called before start. */
  onEvent(handler: (event: WatchEvent) => void): void {
    this.#handlers.push(handler);
  }

  async start(client: Client, path: string): Promise<void> {
    this.#stop = await client.watch(path, (event) => {
      const key = keyOf(event.object);
      if (event.type === 'DELETED') this.#objects.delete(key);
      else this.#objects.set(key, event.object);
      for (const handler of this.#handlers) handler(event);
    });
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
}
