/**
 * What storing does to an object: it is kept as protobuf, in which a list or map without members is no list or map at all.
 * So `rules: []` comes back as `rules: null`, and bytes that were null as empty ones.
 */
import type { Field, GoType } from '../catalog/types';
import { own, setOwn } from '../golang/map';

const elementOf = (type: GoType): GoType =>
  type.kind === 'pointer' || (!type.custom && !type.isBytes && (type.kind === 'slice' || type.kind === 'map')) ? elementOf(type.elem) : type;
const isList = ({ kind, custom, isBytes }: GoType): boolean => !custom && !isBytes && (kind === 'slice' || kind === 'map');
const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

type Fields = Readonly<Record<string, unknown>>;

export class StoredForm {
  readonly #ways = new Map<GoType, readonly Field[]>();

  /** The object as it comes back from storage; the same object where storing changes nothing. */
  of<T extends object>(object: T, type: GoType): T {
    return this.#struct(object as unknown as Fields, type) as unknown as T;
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
    const changes: Record<string, unknown> = {};
    for (const { name, type: of } of this.#way(type)) {
      const value = own(object, name);
      if (value === undefined || value === null) continue;
      const stored = isList(of) && isEmpty(value) ? null : this.#value(value, of);
      if (stored !== value) setOwn(changes, name, stored);
    }
    return isEmpty(changes) ? object : { ...object, ...changes };
  }

  #value(value: unknown, type: GoType): unknown {
    if (type.kind === 'pointer') return this.#value(value, type.elem);
    if (value === null && type.isBytes) return '';
    if (typeof value !== 'object' || value === null || type.custom) return value;
    if (type.kind === 'struct') return this.#struct(value as Fields, type);
    if (Array.isArray(value))
      return unchanged(
        value,
        value.map((item) => this.#value(item, type.elem)),
      );
    const entries = Object.entries(value).map(([key, member]): [string, unknown] => [key, this.#value(member, type.elem)]);
    return entries.every(([key, member]) => own(value as Fields, key) === member) ? value : Object.fromEntries(entries);
  }
}

const unchanged = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] =>
  after.every((item, index) => item === before[index]) ? before : after;
