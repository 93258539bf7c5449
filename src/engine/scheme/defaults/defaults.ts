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
import { Pace, type Turns } from '../../golang/turns';
import { structOf, Ways } from '../ways';

const DEFAULTERS = table<Defaulter>({ ...authentication, ...core, ...pods, ...rbac, ...workloads, ...cluster });

const defaulterOf = ({ id }: GoType): Defaulter | undefined => DEFAULTERS[id] ?? DEFAULTERS[id.replace(/\/[^.]+/, '')];

/** A copy of all that defaulters may change: not of what reads JSON by itself, nor of what has no type. */
function* copying(value: unknown, type: GoType): Turns<unknown> {
  if (typeof value !== 'object' || value === null || type.custom) return value;
  if (type.kind === 'pointer') return yield* copying(value, type.elem);
  const pace = new Pace();
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value as readonly unknown[]) {
      items.push(typeof item === 'object' ? yield* copying(item, type.elem) : item);
      if (pace.isOver()) yield;
    }
    return items;
  }
  if (type.kind !== 'struct' && type.kind !== 'map') return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = own(value as Draft, key);
    const of = type.kind === 'map' ? type.elem : type.field(key)?.type;
    setOwn(copy, key, of === undefined || typeof member !== 'object' ? member : yield* copying(member, of));
    if (pace.isOver()) yield;
  }
  return copy;
}

export class Defaults {
  readonly #ways = new Ways((type) => defaulterOf(type) !== undefined);

  constructor(private readonly version: Version) {}

  /** The object with what it left out; `normalise` brings the new fields into order. */
  *filling(object: KubeObject, type: GoType, normalise: (object: object) => Turns<KubeObject>): Turns<KubeObject> {
    if (!this.#ways.lead(type)) return object;
    const draft = (yield* copying(object, type)) as Draft;
    yield* this.#walk(draft, type);
    return yield* normalise(draft);
  }

  *#walk(draft: Draft, type: GoType): Turns<void> {
    defaulterOf(type)?.(draft, this.version);
    for (const field of this.#ways.from(type)) {
      if (field.embedded) yield* this.#walk(draft, structOf(field.type));
      else yield* this.#within(draft, field);
    }
  }

  *#within(draft: Draft, { name, type }: Field): Turns<void> {
    // A struct without a pointer is there even when it was left out.
    if (type.kind === 'struct' && isUnset(own(draft, name))) setOwn(draft, name, {});
    yield* this.#value(own(draft, name), type);
  }

  *#value(value: unknown, type: GoType): Turns<void> {
    if (typeof value !== 'object' || value === null) return;
    if (type.kind === 'pointer') return yield* this.#value(value, type.elem);
    if (type.kind === 'struct') return yield* this.#walk(value as Draft, type);
    const pace = new Pace();
    for (const member of Object.values(value)) {
      yield* this.#value(member, type.elem);
      if (pace.isOver()) yield;
    }
  }
}
