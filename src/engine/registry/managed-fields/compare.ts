/**
 * Which fields of an object another one adds, changes and lacks. A list or map that is one value, or has no members on both
 * sides, counts as a field; one that is new or gone counts besides its members.
 * After sigs.k8s.io/structured-merge-diff/typed/compare.go.
 */
import { encodeJson } from '../../golang/json';
import { growingSet, insert, type FieldSet, type GrowingSet } from './field-set';
import type { Structure } from './structure';
import { own } from '../../golang/map';

export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}
/** An item of a list that has no key, or the same as another: then nothing is known of the ownership. */
export class UnkeyedItem extends Error {}

type Fields = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNothing = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
const same = (a: unknown, b: unknown): boolean => a === b || encodeJson(a) === encodeJson(b);

/** Of the fields that are keys of lists only this one has a default; an item may leave it out. */
const KEY_DEFAULTS: Fields = { protocol: 'TCP' };

export function partOfItem(item: unknown, structure: Structure): string {
  if (structure.kind !== 'keyed') return `v:${encodeJson(item)}`;
  if (!isMap(item)) throw new UnkeyedItem();
  const keys = structure.keys.map((key) => [key, own(item, key) ?? own(KEY_DEFAULTS, key)] as const).filter(([, value]) => value !== undefined);
  if (keys.length === 0) throw new UnkeyedItem();
  return `k:${encodeJson(Object.fromEntries(keys))}`;
}

function itemsOf(list: unknown, structure: Structure): ReadonlyMap<string, readonly unknown[]> {
  const items = new Map<string, unknown[]>();
  for (const item of Array.isArray(list) ? (list as readonly unknown[]) : []) {
    const part = partOfItem(item, structure);
    const others = items.get(part);
    if (others === undefined) items.set(part, [item]);
    else others.push(item);
  }
  return items;
}

class Walk {
  readonly added = growingSet();
  readonly modified = growingSet();
  readonly removed = growingSet();
  readonly #path: string[] = [];

  /** `undefined`: not there. */
  visit(old: unknown, next: unknown, structure: Structure): void {
    if (isLeaf(old, next, structure)) {
      this.#insert(old, next, !same(old, next));
      return;
    }
    if (structure.kind === 'set' || structure.kind === 'keyed') this.#list(old, next, structure);
    else this.#map(old, next, structure);
    this.#insert(old, next, false);
  }

  #insert(old: unknown, next: unknown, differs: boolean): void {
    if (old === undefined) insert(this.added, this.#path);
    else if (next === undefined) insert(this.removed, this.#path);
    else if (differs) insert(this.modified, this.#path);
  }

  #descend(part: string, old: unknown, next: unknown, structure: Structure): void {
    this.#path.push(part);
    this.visit(old, next, structure);
    this.#path.pop();
  }

  #map(old: unknown, next: unknown, structure: Structure): void {
    const [left, right]: readonly Fields[] = [isMap(old) ? old : {}, isMap(next) ? next : {}];
    for (const name of new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])) {
      const [a, b] = [own(left, name), own(right, name)];
      if (a !== undefined || b !== undefined) this.#descend(`f:${name}`, a, b, structure.kind === 'map' ? structure.field(name) : structure);
    }
  }

  #list(old: unknown, next: unknown, structure: Structure): void {
    const [left, right] = [itemsOf(old, structure), itemsOf(next, structure)];
    const item = structure.kind === 'keyed' ? structure.item : ({ kind: 'value' } as const);
    for (const part of new Set([...left.keys(), ...right.keys()])) this.#items(part, left.get(part) ?? [], right.get(part) ?? [], item);
  }

  /** Items with the same key are one value together. */
  #items(part: string, old: readonly unknown[], next: readonly unknown[], item: Structure): void {
    if (old.length <= 1 && next.length <= 1) return this.#descend(part, old[0], next[0], item);
    if (old.length >= 2 && next.length >= 2) return same(old, next) ? undefined : this.#mark(this.modified, part);
    if (old.length >= 2) {
      if (next.length > 0) this.#descend(part, undefined, next[0], item);
      return this.#mark(this.removed, part);
    }
    if (old.length > 0) this.#descend(part, old[0], undefined, item);
    this.#mark(this.added, part);
  }

  #mark(set: GrowingSet, part: string): void {
    insert(set, [...this.#path, part]);
  }
}

function isLeaf(old: unknown, next: unknown, structure: Structure): boolean {
  if (structure.kind === 'value' || (isNothing(old) && isNothing(next))) return true;
  return structure.kind === 'deduced' && ![old, next].every((value) => isMap(value) || value === undefined);
}

/** Throws UnkeyedItem. */
export function compared(old: unknown, next: unknown, structure: Structure): Comparison {
  const walk = new Walk();
  walk.visit(old, next, structure);
  return walk;
}
