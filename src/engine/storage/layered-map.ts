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
function withoutRemoved<V>(entries: Entries<V>): Entries<V> {
  return new Map([...entries].filter(([, value]) => value !== REMOVED));
}

function stacked<V>(entries: Entries<V>, below: Layer<V> | undefined): Layer<V> {
  if (below === undefined) return { entries: withoutRemoved(entries), below };
  if (entries.size * 2 < below.entries.size) return { entries, below };
  return stacked(new Map([...below.entries, ...entries]), below.below);
}

export class LayeredMap<V extends object> {
  readonly #own = new Map<string, V | typeof REMOVED>();
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
      this.#below = stacked(new Map(this.#own), this.#below);
      this.#own.clear();
    }
    return new LayeredMap(this.#below);
  }
}
