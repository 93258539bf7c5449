/**
 * What a controller knows of one collection: the objects as the watch last sent them. Controllers that look at the same
 * collection share one informer, as in client-go.
 */
import type { KubeObject } from '../engine/api/objects';
import type { Client, WatchEvent } from './client';

/** `namespace/name`, or `name` for a cluster-scoped object. */
export const keyOf = ({ metadata }: KubeObject): string => (metadata.namespace === undefined ? `${metadata.name}` : `${metadata.namespace}/${metadata.name}`);

const revisionOf = ({ metadata }: KubeObject): bigint => BigInt(metadata.resourceVersion ?? 0);

/** Reports whether it is the same object as it was before. */
const isOlder = (object: KubeObject, known: KubeObject | undefined): boolean =>
  known !== undefined && known.metadata.uid === object.metadata.uid && revisionOf(object) < revisionOf(known);

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

  /** Whether it lists and hears of changes, or did where it is a fork of one that does. */
  get isInformed(): boolean {
    return this.#resourceVersion !== undefined;
  }

  /** Takes in what a server answered to a write before the watch sends it, so that a controller sees what it wrote itself. */
  wrote(object: KubeObject, isGone: boolean): void {
    const key = keyOf(object);
    const known = this.#objects.get(key);
    if (isGone && known?.metadata.uid === object.metadata.uid) this.#objects.delete(key);
    else if (!isGone && !isOlder(object, known)) this.#objects.set(key, object);
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
    else if (!isOlder(object, this.#objects.get(key))) this.#objects.set(key, object);
    // Those of a list come in no order of their versions.
    if (this.#resourceVersion !== undefined) this.#resourceVersion = object.metadata.resourceVersion ?? this.#resourceVersion;
  }
}
