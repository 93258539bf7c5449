import type { GroupResource, KubeObject } from './objects';

/** One write. `resourceVersion` is the revision of the write; the object of a DELETED event carries it too. */
export interface StorageEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: GroupResource;
  readonly object: KubeObject;
  /** What was there before; absent for ADDED. */
  readonly previous?: KubeObject;
  readonly resourceVersion: number;
  /** About how many bytes it keeps in memory. */
  readonly weight: number;
}

/** Something derived from the objects (bindings by subject, the graph of nodes), kept up to date on each write. */
export interface StorageIndex {
  onWrite(event: StorageEvent): void;
  /** O(1): the copy and the original no longer see each other's writes. */
  fork(): StorageIndex;
}

/**
 * The objects of one cluster, keyed by resource, namespace ('' for cluster-scoped objects) and name, each in its storage
 * version. Objects are immutable. Revisions count writes over all resources, as in etcd.
 */
export interface Storage {
  readonly revision: number;
  get(resource: GroupResource, namespace: string, name: string): KubeObject | undefined;
  /** Ordered by namespace and name. Without namespace: over all namespaces. */
  list(resource: GroupResource, namespace?: string): readonly KubeObject[];
  /** The same objects of this moment, taken one by one while others write. */
  snapshot(resource: GroupResource, namespace?: string): Iterable<KubeObject>;
  /** Writes the object and returns it with its new metadata.resourceVersion. The caller has checked that it may. */
  put(resource: GroupResource, object: KubeObject): KubeObject;
  /** Removes the object and returns its last state, with the revision of the removal. */
  remove(resource: GroupResource, namespace: string, name: string): KubeObject | undefined;
  /**
   * The events after `since`, then each write as it happens, synchronously. Returns the cancellation.
   * `undefined` if events after `since` are no longer kept (410 Gone).
   */
  watch(since: number, listener: (event: StorageEvent) => void): (() => void) | undefined;
  /** The index of that name, made and filled from the present objects on first use. */
  index<T extends StorageIndex>(name: string, make: () => T): T;
  /** O(1). */
  fork(): Storage;
}
