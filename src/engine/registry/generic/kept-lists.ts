/**
 * Whole collections as they were read last, for clients that list the same again before anything is written: what is answered is a function of
 * the revision of the storage, so a collection is the same object as long as that is the same.
 */
import type { Collection } from '../../api/registry';
import type { Storage } from '../../api/storage';

/** So many collections of one storage are kept, of so many objects at most. */
const MOST = 16;
const LARGEST = 2000;

interface Kept {
  readonly revision: number;
  readonly collections: Map<string, Collection>;
}

const keptBy = new WeakMap<Storage, Kept>();

/** `key` names all that the collection depends on beside the objects. */
export async function keptList(storage: Storage, key: string, read: () => Promise<Collection>): Promise<Collection> {
  const { revision } = storage;
  const kept = keptBy.get(storage);
  const known = kept?.revision === revision ? kept.collections.get(key) : undefined;
  if (known !== undefined) return known;
  const collection = await read();
  // What was written while it was read may be in it or not.
  if (storage.revision !== revision || collection.objects.length > LARGEST) return collection;
  const collections = kept?.revision === revision && kept.collections.size < MOST ? kept.collections : new Map<string, Collection>();
  keptBy.set(storage, { revision, collections: collections.set(key, collection) });
  return collection;
}
