/**
 * The objects of one cluster in memory. They lie in a persistent B-tree whose nodes are shared between forks until one of
 * them writes, so a fork costs nothing but the root; history and indexes are layered in the same way. Listeners are called
 * within the write: when a write returns, every watcher has seen it.
 */
import BTree from 'sorted-btree';
import type { GroupResource, KubeObject } from '../api/objects';
import type { Storage, StorageEvent, StorageIndex } from '../api/storage';
import { History } from './history';
import { keyOf, rangeOf } from './keys';
import { withMeta } from './object-meta';

const PER_VALUE = 16;

/** About how many bytes an object takes: its texts, and a few bytes for each value. Exact enough to bound what is kept. */
function weightOf(value: unknown): number {
  if (typeof value === 'string') return PER_VALUE + value.length;
  if (typeof value !== 'object' || value === null) return PER_VALUE;
  let weight = PER_VALUE;
  if (Array.isArray(value)) for (const item of value) weight += weightOf(item);
  else for (const [key, field] of Object.entries(value)) weight += key.length + weightOf(field);
  return weight;
}

interface Entry {
  readonly resource: GroupResource;
  readonly object: KubeObject;
}
type Listener = (event: StorageEvent) => void;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function* objectsOf(entries: BTree<string, Entry>, low: string, high: string): Iterable<KubeObject> {
  for (const [key, { object }] of entries.entries(low)) {
    if (key >= high) return;
    yield object;
  }
}

export class MemoryStorage implements Storage {
  readonly #entries: BTree<string, Entry>;
  readonly #history: History;
  readonly #indexes: Map<string, StorageIndex>;
  readonly #listeners = new Set<Listener>();
  #revision: number;

  private constructor(entries: BTree<string, Entry>, history: History, indexes: Map<string, StorageIndex>, revision: number) {
    this.#entries = entries;
    this.#history = history;
    this.#indexes = indexes;
    this.#revision = revision;
  }

  static empty(): MemoryStorage {
    // etcd's first revision is 1, before anything is written.
    return new MemoryStorage(new BTree<string, Entry>(undefined, byText), History.empty(), new Map(), 1);
  }

  get revision(): number {
    return this.#revision;
  }

  get(resource: GroupResource, namespace: string, name: string): KubeObject | undefined {
    return this.#entries.get(keyOf(resource, namespace, name))?.object;
  }

  list(resource: GroupResource, namespace?: string): readonly KubeObject[] {
    const { low, high } = rangeOf(resource, namespace);
    const objects: KubeObject[] = [];
    this.#entries.forRange(low, high, false, (_, { object }) => void objects.push(object));
    return objects;
  }

  snapshot(resource: GroupResource, namespace?: string): Iterable<KubeObject> {
    const { low, high } = rangeOf(resource, namespace);
    return objectsOf(this.#entries.clone(), low, high);
  }

  put(resource: GroupResource, object: KubeObject): KubeObject {
    const key = keyOf(resource, object.metadata.namespace ?? '', object.metadata.name ?? '');
    const previous = this.#entries.get(key)?.object;
    const written = this.#stamped(object);
    this.#entries.set(key, { resource, object: written });
    const event = { resource, object: written, resourceVersion: this.#revision, weight: weightOf(written) };
    this.#publish(previous === undefined ? { ...event, type: 'ADDED' } : { ...event, type: 'MODIFIED', previous });
    return written;
  }

  remove(resource: GroupResource, namespace: string, name: string): KubeObject | undefined {
    const key = keyOf(resource, namespace, name);
    const previous = this.#entries.get(key)?.object;
    if (previous === undefined) return undefined;
    this.#entries.delete(key);
    const removed = this.#stamped(previous);
    this.#publish({ type: 'DELETED', resource, object: removed, previous, resourceVersion: this.#revision, weight: weightOf(previous) });
    return removed;
  }

  watch(since: number, listener: Listener): (() => void) | undefined {
    const missed = this.#history.after(since);
    if (missed === undefined) return undefined;
    for (const event of missed) listener(event);
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  index<T extends StorageIndex>(name: string, make: () => T): T {
    const present = this.#indexes.get(name);
    // The name stands for the type: only the module that owns the index uses it.
    if (present !== undefined) return present as T;
    const made = make();
    this.#entries.forEachPair((_, { resource, object }) =>
      made.onWrite({ type: 'ADDED', resource, object, resourceVersion: Number(object.metadata.resourceVersion), weight: 0 }),
    );
    this.#indexes.set(name, made);
    return made;
  }

  fork(): MemoryStorage {
    const indexes = new Map([...this.#indexes].map(([name, index]) => [name, index.fork()]));
    return new MemoryStorage(this.#entries.clone(), this.#history.fork(), indexes, this.#revision);
  }

  #stamped(object: KubeObject): KubeObject {
    this.#revision += 1;
    return withMeta(object, { resourceVersion: String(this.#revision) });
  }

  #publish(event: StorageEvent): void {
    this.#history.add(event);
    for (const index of this.#indexes.values()) index.onWrite(event);
    for (const listener of [...this.#listeners]) listener(event);
  }
}
