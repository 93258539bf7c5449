/**
 * A Map that forks without being copied: indexes of a cluster lie in it. What is there when the map is forked becomes a
 * layer that both copies read and neither changes; each writes into a layer of its own on top. A layer that has grown to
 * half of the one below it is merged into it, so that there are only ever a few to look through.
 */
const REMOVED = Symbol('removed');

type Entries<V> = ReadonlyMap<string, V | typeof REMOVED>;

interface Layer<V> {
  readonly entries: Entries<V>;
  readonly below: Layer<V> | undefined;
}

/** Nothing lies below the lowest layer that a removal could hide. */
function merged<V>(entries: Entries<V>, below: Layer<V>): Entries<V> {
  const both = new Map(below.entries);
  for (const [key, value] of entries) {
    if (value === REMOVED && below.below === undefined) both.delete(key);
    else both.set(key, value);
  }
  return both;
}

function stacked<V>(entries: Entries<V>, below: Layer<V> | undefined): Layer<V> {
  if (below === undefined || entries.size * 2 < below.entries.size) return { entries, below };
  return stacked(merged(entries, below), below.below);
}

export class LayeredMap<V extends object> {
  #own = new Map<string, V | typeof REMOVED>();
  #below: Layer<V> | undefined;

  constructor(below?: Layer<V>) {
    this.#below = below;
  }

  get(key: string): V | undefined {
    const own = this.#own.size === 0 ? undefined : this.#own.get(key);
    if (own !== undefined) return own === REMOVED ? undefined : own;
    for (let layer = this.#below; layer !== undefined; layer = layer.below) {
      const value = layer.entries.get(key);
      if (value !== undefined) return value === REMOVED ? undefined : value;
    }
    return undefined;
  }

  set(key: string, value: V): void {
    this.#own.set(key, value);
  }

  delete(key: string): void {
    if (this.#below === undefined) this.#own.delete(key);
    else this.#own.set(key, REMOVED);
  }

  fork(): LayeredMap<V> {
    if (this.#own.size > 0) {
      this.#below = stacked(this.#own, this.#below);
      this.#own = new Map();
    }
    return new LayeredMap(this.#below);
  }
}
