/**
 * The places of the bindings of a scope. A real server goes through a Go map, from a slot by chance and round to it. In a small map (up to eight) a key
 * gets the first slot that is free, so that of two bindings that both allow a request the one in the slot before is asked first the more
 * often, the closer they are: its place counts here. In a larger map, which never becomes a small one again, the order is by chance alone: there the
 * binding that was written last comes last, and nothing is kept of the others.
 */
import { LayeredMap } from '../collections/layered-map';

/** Keys of a small map. */
const SMALL = 8;

interface Place {
  readonly at: number;
}

export class BindingPlaces {
  /** null for a large map. */
  #taken: LayeredMap<Place> | null;
  /** Places that were left, in their order. */
  #free: readonly number[];
  #next: number;

  constructor(taken: LayeredMap<Place> | null = new LayeredMap<Place>(), free: readonly number[] = [], next = 0) {
    this.#taken = taken;
    this.#free = free;
    this.#next = next;
  }

  /** The place that a binding has, or takes. */
  of(name: string): number {
    const taken = this.#taken?.get(name);
    if (taken !== undefined) return taken.at;
    const [at = this.#next, ...free] = this.#free;
    if (at === this.#next) this.#next += 1;
    this.#free = free;
    if (this.#next > SMALL) this.#taken = null;
    this.#taken?.set(name, { at });
    return at;
  }

  leave(name: string): void {
    const taken = this.#taken?.get(name);
    if (taken === undefined) return;
    this.#taken?.delete(name);
    const before = this.#free.findIndex((at) => at > taken.at);
    this.#free = this.#free.toSpliced(before < 0 ? this.#free.length : before, 0, taken.at);
  }

  fork(): BindingPlaces {
    return new BindingPlaces(this.#taken?.fork() ?? null, this.#free, this.#next);
  }
}
