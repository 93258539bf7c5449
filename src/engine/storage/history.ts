/**
 * The last writes, for watches that start in the past. Only so many are kept, and only so many bytes of them: a client that asks for
 * older ones has to list again (410 Gone), as after a compaction of etcd.
 */
import BTree from 'sorted-btree';
import type { StorageEvent } from '../api/storage';

const KEPT_EVENTS = 4096;
const KEPT_WEIGHT = 32 * 1024 * 1024;
const ascending = (a: number, b: number): number => a - b;

export class History {
  readonly #events: BTree<number, StorageEvent>;
  /** Events up to this revision are gone. */
  #floor: number;
  #weight: number;

  private constructor(events: BTree<number, StorageEvent>, floor: number, weight: number) {
    this.#events = events;
    this.#floor = floor;
    this.#weight = weight;
  }

  static empty(): History {
    return new History(new BTree<number, StorageEvent>(undefined, ascending), 0, 0);
  }

  add(event: StorageEvent): void {
    this.#events.set(event.resourceVersion, event);
    this.#weight += event.weight;
    while (this.#events.size > KEPT_EVENTS || (this.#weight > KEPT_WEIGHT && this.#events.size > 1)) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const oldest = this.#events.minKey() ?? this.#floor;
    this.#weight -= this.#events.get(oldest)?.weight ?? 0;
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
    return new History(this.#events.clone(), this.#floor, this.#weight);
  }
}
