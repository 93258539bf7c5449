/**
 * What storing does to an object: it is kept as protobuf, in which a list or map without members is absent.
 * So `rules: []` comes back as `rules: null`, and bytes that were null as empty ones.
 */
import type { Field, GoType } from '../catalog/types';
import { keysOf, own, setOwn } from '../golang/map';
import { atOnce, Pace, type Turns } from '../golang/turns';

const elementOf = (type: GoType): GoType =>
  type.kind === 'pointer' || (!type.custom && !type.isBytes && (type.kind === 'slice' || type.kind === 'map')) ? elementOf(type.elem) : type;
const isList = ({ kind, custom, isBytes }: GoType): boolean => !custom && !isBytes && (kind === 'slice' || kind === 'map');
const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : typeof value === 'object' && value !== null && keysOf(value).length === 0;
/** Lists that are longer are gone through once, though an object is asked for in its stored form several times on its way. */
const LONG = 64;

type Fields = Readonly<Record<string, unknown>>;

export class StoredForm {
  readonly #ways = new Map<GoType, readonly Field[]>();
  readonly #lists = new WeakMap<readonly unknown[], { readonly elem: GoType; readonly stored: readonly unknown[] }>();

  /** The object as it comes back from storage; the same object where storing changes nothing. */
  of<T extends object>(object: T, type: GoType): T {
    return this.#struct(object as unknown as Fields, type) as unknown as T;
  }

  /** Goes through what may be long, in turns; what is asked `of` it then finds that done. */
  *ahead(value: unknown, type: GoType): Turns<void> {
    if (typeof value !== 'object' || value === null || type.custom) return;
    if (type.kind === 'pointer') return yield* this.ahead(value, type.elem);
    if (type.kind === 'struct') {
      for (const { name, type: of } of this.#way(type)) yield* this.ahead(own(value as Fields, name), of);
      return;
    }
    if (!Array.isArray(value)) return;
    if (value.length > LONG) yield* this.#list(value, type.elem);
    else for (const item of value) yield* this.ahead(item, type.elem);
  }

  /** The list itself where storing changes none of its items. */
  *#list(list: readonly unknown[], elem: GoType): Turns<readonly unknown[]> {
    const known = this.#lists.get(list);
    if (known?.elem === elem) return known.stored;
    const pace = new Pace();
    let copy: unknown[] | undefined;
    for (const [index, item] of list.entries()) {
      const stored = this.#value(item, elem);
      if (stored !== item) copy ??= list.slice(0, index);
      copy?.push(stored);
      if (pace.isOver()) yield;
    }
    const stored = copy ?? list;
    if (list.length > LONG) this.#lists.set(list, { elem, stored });
    return stored;
  }

  /** The fields in which something can change: lists that are written when empty, and what holds them. */
  #way(type: GoType): readonly Field[] {
    const known = this.#ways.get(type);
    if (known !== undefined) return known;
    this.#ways.set(type, []);
    const fields = type.kind === 'struct' && !type.custom ? type.jsonFields : [];
    const way = fields.filter(({ type: of, omitempty }) => (isList(of) && (!omitempty || of.elem.isBytes)) || this.#way(elementOf(of)).length > 0);
    this.#ways.set(type, way);
    return way;
  }

  #struct(object: Fields, type: GoType): Fields {
    let changes: Record<string, unknown> | undefined;
    for (const { name, type: of } of this.#way(type)) {
      const value = own(object, name);
      if (value === undefined || value === null) continue;
      const stored = isList(of) && isEmpty(value) ? null : this.#value(value, of);
      if (stored !== value) setOwn((changes ??= {}), name, stored);
    }
    return changes === undefined ? object : { ...object, ...changes };
  }

  #value(value: unknown, type: GoType): unknown {
    if (type.kind === 'pointer') return this.#value(value, type.elem);
    if (value === null && type.isBytes) return '';
    if (typeof value !== 'object' || value === null || type.custom) return value;
    if (type.kind === 'struct') return this.#struct(value as Fields, type);
    if (Array.isArray(value)) return value.length > LONG ? atOnce(this.#list(value, type.elem)) : this.#shortList(value, type.elem);
    const entries = Object.entries(value).map(([key, member]): [string, unknown] => [key, this.#value(member, type.elem)]);
    return entries.every(([key, member]) => own(value as Fields, key) === member) ? value : Object.fromEntries(entries);
  }

  #shortList(list: readonly unknown[], elem: GoType): readonly unknown[] {
    const stored = list.map((item) => this.#value(item, elem));
    return stored.every((item, index) => item === list[index]) ? list : stored;
  }
}
