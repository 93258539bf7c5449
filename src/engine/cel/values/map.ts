/** Maps: of values that an expression made, or of JSON, whose values are made when they are looked at. */
import { CelMap, Uint, type CelValue } from './value';

export type Key = boolean | bigint | string | Uint;

/** Numbers that are the same are the same key, whatever their type. */
function hashOf(key: CelValue): string | undefined {
  switch (typeof key) {
    case 'string':
      return `s${key}`;
    case 'bigint':
      return `n${key}`;
    case 'boolean':
      return `b${key}`;
    case 'number':
      return Number.isInteger(key) ? `n${BigInt(key)}` : undefined;
    default:
      return key instanceof Uint ? `n${key.value}` : undefined;
  }
}
export const isKey = (value: CelValue): value is Key =>
  typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean' || value instanceof Uint;

type Entries = Map<string, readonly [key: CelValue, value: CelValue]>;

export class ValueMap extends CelMap {
  private constructor(private readonly entries: Entries) {
    super();
  }
  static of(entries: Iterable<readonly [CelValue, CelValue]>): ValueMap {
    const made: Entries = new Map();
    for (const [key, value] of entries) made.set(hashOf(key) ?? '', [key, value]);
    return new ValueMap(made);
  }
  get size(): number {
    return this.entries.size;
  }
  find(key: CelValue): CelValue | undefined {
    return this.entries.get(hashOf(key) ?? '')?.[1];
  }
  keys(): readonly CelValue[] {
    return Array.from(this.entries.values(), ([key]) => key);
  }
}

/** A map that a comprehension inserts into; nothing else has it until it is done. */
export class GrowingMap extends CelMap {
  readonly #entries: Entries = new Map();
  get size(): number {
    return this.#entries.size;
  }
  find(key: CelValue): CelValue | undefined {
    return this.#entries.get(hashOf(key) ?? '')?.[1];
  }
  keys(): readonly CelValue[] {
    return Array.from(this.#entries.values(), ([key]) => key);
  }
  insert(key: CelValue, value: CelValue): this {
    this.#entries.set(hashOf(key) ?? '', [key, value]);
    return this;
  }
  done(): ValueMap {
    return ValueMap.of(this.#entries.values());
  }
}
