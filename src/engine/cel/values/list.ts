/** Lists: of values that an expression made, or of JSON, whose values are made when they are looked at. */
import { CelList, type CelValue } from './value';

export class ValueList extends CelList {
  constructor(
    private readonly items: readonly CelValue[],
    /** A list that a function made of Go strings: what takes a result apart sees the difference. After types.NewStringList. */
    readonly isNative = false,
  ) {
    super();
  }
  get size(): number {
    return this.items.length;
  }
  get(at: number): CelValue {
    return this.items[at] ?? null;
  }
  override values(): CelValue[] {
    return [...this.items];
  }
}

/** A list that a comprehension appends to; nothing else has it until it is done. */
export class GrowingList extends CelList {
  readonly #items: CelValue[] = [];
  get size(): number {
    return this.#items.length;
  }
  get(at: number): CelValue {
    return this.#items[at] ?? null;
  }
  append(list: CelList): this {
    for (let at = 0; at < list.size; at += 1) this.#items.push(list.get(at));
    return this;
  }
  done(): ValueList {
    return new ValueList(this.#items);
  }
}
