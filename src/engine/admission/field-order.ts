/**
 * Fields that a plugin adds take their place among those that are there: in the order of the Go struct, as the object is written.
 */
import type { GroupVersionKind, KubeObject } from '../api/objects';
import { catalogOf } from '../catalog/catalog';
import type { GoType } from '../catalog/types';
import type { Version } from '../versions';
import { own } from '../golang/map';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function ordered(value: unknown, type: GoType): unknown {
  if (type.custom) return value;
  if (type.kind === 'pointer') return ordered(value, type.elem);
  if (type.kind === 'slice') return Array.isArray(value) ? value.map((item) => ordered(item, type.elem)) : value;
  if (type.kind !== 'struct' || !isObject(value)) return value;
  const fields = type.jsonFields.filter(({ name }) => own(value, name) !== undefined);
  return Object.fromEntries(fields.map((field) => [field.name, ordered(own(value, field.name), field.type)]));
}

/** The object of a type the version does not have, such as a custom resource, is left as it is. */
export function inFieldOrder(object: KubeObject, { group, version, kind }: GroupVersionKind, { name }: Version): KubeObject {
  const catalog = catalogOf(name);
  const type = own(own(catalog.kinds, group === '' ? version : `${group}/${version}`), kind);
  return type === undefined ? object : (ordered(object, catalog.types.typeOf(type)) as KubeObject);
}
