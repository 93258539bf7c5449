/**
 * The last writes, for watches that start in the past. Only so many are kept: who asks for older ones has to list again
 * (410 Gone), as after a compaction of etcd.
 */
import BTree from 'sorted-btree';
import type { StorageEvent } from '../api/storage';

const KEPT_EVENTS = 4096;
const ascending = (a: number, b: number): number => a - b;

export class History {
  readonly #events: BTree<number, StorageEvent>;
  /** Events up to this revision are gone. */
  #floor: number;

  private constructor(events: BTree<number, StorageEvent>, floor: number) {
    this.#events = events;
    this.#floor = floor;
  }

  static empty(): History {
    return new History(new BTree<number, StorageEvent>(undefined, ascending), 0);
  }

  add(event: StorageEvent): void {
    this.#events.set(event.resourceVersion, event);
    if (this.#events.size <= KEPT_EVENTS) return;
    const oldest = this.#events.minKey() ?? this.#floor;
    this.#events.delete(oldest);
    this.#floor = oldest;
  }

  /** The events after the revision, oldest first; `undefined` when some of them are no longer kept. */
  after(revision: number): readonly StorageEvent[] | undefined {
    if (revision < this.#floor) return undefined;
    const events: StorageEvent[] = [];
    this.#events.forRange(revision + 1, Infinity, true, (_, event) => void events.push(event));
    return events;
  }

  fork(): History {
    return new History(this.#events.clone(), this.#floor);
  }
}
