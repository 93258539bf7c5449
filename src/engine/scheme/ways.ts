/** Which fields of a type lead to structs that something is to be done with, so that a walk through an object leaves out all others. */
import type { Field, GoType } from '../catalog/types';

/** What a field holds, without what holds it: the struct of a pointer, of a list, of a map. */
export const structOf = (type: GoType): GoType =>
  type.kind === 'pointer' || (!type.custom && (type.kind === 'slice' || type.kind === 'map')) ? structOf(type.elem) : type;

export class Ways {
  readonly #fields = new Map<GoType, readonly Field[]>();

  constructor(private readonly isGoal: (type: GoType) => boolean) {}

  /** Reports whether a type is one of those, or holds one. */
  lead(type: GoType): boolean {
    return this.isGoal(type) || this.from(type).length > 0;
  }

  /** The fields of a type that lead on. */
  from(type: GoType): readonly Field[] {
    const known = this.#fields.get(type);
    if (known !== undefined) return known;
    // A type that holds itself is on no way of its own.
    this.#fields.set(type, []);
    const way = type.custom || type.kind !== 'struct' ? [] : type.fields.filter((field) => this.lead(structOf(field.type)));
    this.#fields.set(type, way);
    return way;
  }
}
