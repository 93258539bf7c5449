/**
 * What becomes of an object on its way into etcd and back: lists and maps without elements are no longer there, so `rules: []`
 * is answered as `rules: null`. Custom resources and embedded JSON stay as they are.
 */
import type { KubeObject } from '../../api/objects';
import type { GoType } from '../../catalog/types';
import type { RegistryContext } from '../context';
import type { Stored } from './resource';
import { setOwn } from '../../golang/map';

const isScalar = ({ kind, custom }: GoType): boolean => custom || !['pointer', 'slice', 'map', 'struct'].includes(kind);

function withoutEmpty(value: unknown, type: GoType): unknown {
  if (type.custom || typeof value !== 'object' || value === null) return value;
  if (type.kind === 'pointer') return withoutEmpty(value, type.elem);
  if (type.kind === 'slice') return Array.isArray(value) ? listOf(value, type) : value;
  if (type.kind === 'map') return Object.keys(value).length === 0 ? null : isScalar(type.elem) ? value : changed(value, () => type.elem);
  return type.kind === 'struct' ? changed(value, (field) => type.field(field)?.type) : value;
}

function listOf(list: readonly unknown[], { elem }: GoType): unknown {
  if (list.length === 0) return null;
  const elements = list.map((element) => withoutEmpty(element, elem));
  return elements.every((element, index) => element === list[index]) ? list : elements;
}

/** The same object if nothing in it changes. */
function changed(value: object, typeOf: (field: string) => GoType | undefined): object {
  let copy: Record<string, unknown> | undefined;
  for (const [field, member] of Object.entries(value)) {
    const type = typeof member === 'object' && member !== null ? typeOf(field) : undefined;
    const next = type === undefined ? member : withoutEmpty(member, type);
    if (next === member) continue;
    copy ??= { ...value };
    setOwn(copy, field, next);
  }
  return copy ?? value;
}

export function roundTripped(object: KubeObject, { kind }: Stored, { scheme }: RegistryContext): KubeObject {
  const type = scheme.typeOf(kind);
  // What is read is defaulted like what a client sends.
  return type === undefined ? object : scheme.setDefaults(withoutEmpty(object, type) as KubeObject, kind);
}
