/**
 * Defaults of the API: what a client may leave out and the server fills in. As upstream's zz_generated.defaults.go does, the
 * walk goes through an object from the outside in and calls, for each struct, the defaulter of its type. A type is named
 * without its version where the versions of a group default alike.
 */
import type { KubeObject } from '../../api/objects';
import type { Field, GoType } from '../../catalog/types';
import type { Version } from '../../versions';
import { authentication } from './authentication';
import { cluster } from './cluster';
import { core } from './core';
import { isUnset, type Defaulter, type Draft } from './draft';
import { pods } from './pods';
import { rbac } from './rbac';
import { workloads } from './workloads';
import { own, setOwn, table } from '../../golang/map';

const DEFAULTERS = table<Defaulter>({ ...authentication, ...core, ...pods, ...rbac, ...workloads, ...cluster });

const defaulterOf = ({ id }: GoType): Defaulter | undefined => DEFAULTERS[id] ?? DEFAULTERS[id.replace(/\/[^.]+/, '')];

/** What a field holds, without what holds it: the struct of a pointer, of a list, of a map. */
const structOf = (type: GoType): GoType =>
  type.kind === 'pointer' || (!type.custom && (type.kind === 'slice' || type.kind === 'map')) ? structOf(type.elem) : type;

const copied = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = { ...value };
  for (const key of Object.keys(copy)) {
    const member = own(copy, key);
    if (typeof member === 'object' && member !== null) setOwn(copy, key, copied(member));
  }
  return copy;
};

export class Defaults {
  /** The fields of a type on the way to a defaulter; the walk leaves out all others. */
  readonly #ways = new Map<GoType, readonly Field[]>();

  constructor(private readonly version: Version) {}

  /** The object with what it left out; `normalise` brings the new fields into order. */
  fill(object: KubeObject, type: GoType, normalise: (object: object) => KubeObject): KubeObject {
    if (!this.#concerns(type)) return object;
    const draft = copied(object) as Draft;
    this.#walk(draft, type);
    return normalise(draft);
  }

  #concerns(type: GoType): boolean {
    return defaulterOf(type) !== undefined || this.#way(type).length > 0;
  }

  #way(type: GoType): readonly Field[] {
    const known = this.#ways.get(type);
    if (known !== undefined) return known;
    // A type that holds itself is on no way of its own.
    this.#ways.set(type, []);
    const way = type.custom || type.kind !== 'struct' ? [] : type.fields.filter((field) => this.#concerns(structOf(field.type)));
    this.#ways.set(type, way);
    return way;
  }

  #walk(draft: Draft, type: GoType): void {
    defaulterOf(type)?.(draft, this.version);
    for (const field of this.#way(type)) {
      if (field.embedded) this.#walk(draft, structOf(field.type));
      else this.#within(draft, field);
    }
  }

  #within(draft: Draft, { name, type }: Field): void {
    // A struct that is no pointer is there even when it was left out.
    if (type.kind === 'struct' && isUnset(own(draft, name))) setOwn(draft, name, {});
    this.#value(own(draft, name), type);
  }

  #value(value: unknown, type: GoType): void {
    if (typeof value !== 'object' || value === null) return;
    if (type.kind === 'pointer') this.#value(value, type.elem);
    else if (type.kind === 'struct') this.#walk(value as Draft, type);
    else for (const member of Object.values(value)) this.#value(member, type.elem);
  }
}
