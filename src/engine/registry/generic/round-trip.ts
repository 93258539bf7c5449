/**
 * What becomes of an object on its way into etcd and back: lists and maps without elements are no longer there, so `rules: []`
 * is answered as `rules: null`. Custom resources and embedded JSON stay as they are.
 */
import type { KubeObject } from '../../api/objects';
import type { GoType } from '../../catalog/types';
import { inTurns, Pace, type Turns } from '../../golang/turns';
import type { RegistryContext } from './context';
import type { Stored } from './resource';
import { keysOf, own, setOwn } from '../../golang/map';

const isScalar = ({ kind, custom }: GoType): boolean => custom || !['pointer', 'slice', 'map', 'struct'].includes(kind);

function* withoutEmpty(value: unknown, type: GoType): Turns<unknown> {
  if (type.custom || typeof value !== 'object' || value === null) return value;
  if (type.kind === 'pointer') return yield* withoutEmpty(value, type.elem);
  if (type.kind === 'slice') return Array.isArray(value) ? yield* listOf(value, type) : value;
  if (type.kind === 'map') return keysOf(value).length === 0 ? null : isScalar(type.elem) ? value : yield* changed(value, () => type.elem);
  return type.kind === 'struct' ? yield* changed(value, (field) => type.field(field)?.type) : value;
}

function* listOf(list: readonly unknown[], { elem }: GoType): Turns<unknown> {
  if (list.length === 0) return null;
  if (isScalar(elem)) return list;
  const elements: unknown[] = [];
  const pace = new Pace();
  let differs = false;
  for (const element of list) {
    const kept = yield* withoutEmpty(element, elem);
    if (kept !== element) differs = true;
    elements.push(kept);
    if (pace.isOver()) yield;
  }
  return differs ? elements : list;
}

/** The same object if nothing in it changes. */
function* changed(value: object, typeOf: (field: string) => GoType | undefined): Turns<object> {
  const pace = new Pace();
  let copy: Record<string, unknown> | undefined;
  for (const field of keysOf(value)) {
    if (pace.isOver()) yield;
    const member = own(value as Readonly<Record<string, unknown>>, field);
    const type = typeof member === 'object' && member !== null ? typeOf(field) : undefined;
    const next = type === undefined ? member : yield* withoutEmpty(member, type);
    if (next === member) continue;
    copy ??= { ...value };
    setOwn(copy, field, next);
  }
  return copy ?? value;
}

export const roundTripped = (object: KubeObject, stored: Stored, context: RegistryContext): Promise<KubeObject> =>
  inTurns(roundTripping(object, stored, context));

function* roundTripping(object: KubeObject, { kind }: Stored, { scheme }: RegistryContext): Turns<KubeObject> {
  const type = scheme.typeOf(kind);
  // What is read is defaulted like what a client sends.
  return type === undefined ? object : yield* scheme.settingDefaults((yield* withoutEmpty(object, type)) as KubeObject, kind);
}
