/**
 * Fields that a plugin adds take their place among those that are there: in the order of the Go struct, as the object is written.
 */
import type { GroupVersionKind, KubeObject } from '../api/objects';
import { groupVersionOf } from '../apimachinery/group-version';
import { catalogOf } from '../catalog/catalog';
import type { GoType } from '../catalog/types';
import type { Version } from '../versions';
import { own, setOwn } from '../golang/map';
import { Pace, type Turns } from '../golang/turns';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function* ordered(value: unknown, type: GoType): Turns<unknown> {
  if (type.custom || typeof value !== 'object' || value === null) return value;
  if (type.kind === 'pointer') return yield* ordered(value, type.elem);
  const pace = new Pace();
  if (type.kind === 'slice') {
    if (!Array.isArray(value)) return value;
    const items: unknown[] = [];
    for (const item of value as readonly unknown[]) {
      items.push(yield* ordered(item, type.elem));
      if (pace.isOver()) yield;
    }
    return items;
  }
  if (type.kind !== 'struct' || !isObject(value)) return value;
  const result: Record<string, unknown> = {};
  for (const { name, type: of } of type.jsonFields) {
    const member = own(value, name);
    if (member !== undefined) setOwn(result, name, typeof member === 'object' ? yield* ordered(member, of) : member);
  }
  return result;
}

/** The object of a type the version does not have, such as a custom resource, is left as it is. */
export function* inFieldOrder(object: KubeObject, { group, version, kind }: GroupVersionKind, { name }: Version): Turns<KubeObject> {
  const catalog = catalogOf(name);
  const type = own(own(catalog.kinds, groupVersionOf({ group, version })), kind);
  return type === undefined ? object : ((yield* ordered(object, catalog.types.typeOf(type))) as KubeObject);
}
