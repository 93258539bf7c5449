/**
 * Which objects name which as their owner. An object goes by its key: the path of its collection and its name there.
 * Upstream: pkg/controller/garbagecollector/graph_builder.go
 */
import type { KubeObject } from '../engine/api/objects';
import type { WatchEvent } from './client';
import { isTerminating } from './controller';
import { keyOf } from './informer';

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly blockOwnerDeletion?: boolean;
}

export const ORPHAN = 'orphan';
export const FOREGROUND = 'foregroundDeletion';

export const ownersOf = ({ metadata }: KubeObject): readonly OwnerReference[] => (metadata['ownerReferences'] ?? []) as readonly OwnerReference[];

export const hasFinalizer = ({ metadata }: KubeObject, finalizer: string): boolean => (metadata.finalizers ?? []).includes(finalizer);

/** Reports whether the object stays until those are gone that block it. */
export const waitsForDependents = (object: KubeObject): boolean => isTerminating(object) && hasFinalizer(object, FOREGROUND);

const isCollected = (object: KubeObject): boolean => ownersOf(object).length > 0 || (isTerminating(object) && hasFinalizer(object, ORPHAN));

export class DependencyGraph {
  /** By key of the dependent. */
  readonly #owners = new Map<string, readonly OwnerReference[]>();
  /** Keys of dependents by the uid of the owner. */
  readonly #dependents = new Map<string, Set<string>>();
  /** Keys of those that wait for their dependents, by uid. */
  readonly #waiting = new Map<string, string>();

  static keyOf(path: string, object: KubeObject): string {
    return `${path} ${keyOf(object)}`;
  }

  dependentsOf(uid: string): readonly string[] {
    return [...(this.#dependents.get(uid) ?? [])];
  }

  /** Those that block the deletion of the owner. */
  blockingDependentsOf(uid: string): readonly string[] {
    const blocks = (key: string): boolean => (this.#owners.get(key) ?? []).some((owner) => owner.uid === uid && owner.blockOwnerDeletion === true);
    return this.dependentsOf(uid).filter(blocks);
  }

  /** Takes the event in, and returns the keys of the objects of which it may be time for the collector to look at them. */
  take(path: string, { type, object }: WatchEvent): readonly string[] {
    const key = DependencyGraph.keyOf(path, object);
    const { uid = '' } = object.metadata;
    const before = this.#owners.get(key) ?? [];
    this.#setOwners(key, type === 'DELETED' ? [] : ownersOf(object));
    if (type !== 'DELETED' && waitsForDependents(object)) this.#waiting.set(uid, key);
    else this.#waiting.delete(uid);
    return [
      ...(type === 'DELETED' ? this.dependentsOf(uid) : isCollected(object) || waitsForDependents(object) ? [key] : []),
      ...before.flatMap((owner) => this.#waiting.get(owner.uid) ?? []),
    ];
  }

  #setOwners(key: string, owners: readonly OwnerReference[]): void {
    for (const { uid } of this.#owners.get(key) ?? []) {
      const dependents = this.#dependents.get(uid);
      dependents?.delete(key);
      if (dependents?.size === 0) this.#dependents.delete(uid);
    }
    if (owners.length === 0) this.#owners.delete(key);
    else this.#owners.set(key, owners);
    for (const { uid } of owners) this.#dependents.set(uid, (this.#dependents.get(uid) ?? new Set()).add(key));
  }
}
