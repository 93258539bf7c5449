/**
 * Which fields of an object another one adds, changes and lacks. A list or map that is one value, or has no members on both
 * sides, counts as a field; one that is new or gone counts besides its members.
 * After sigs.k8s.io/structured-merge-diff/typed/compare.go.
 */
import { encodeJson, sameJson } from '../../../golang/json';
import { Pace, unrolled, type Deep, type Turns } from '../../../golang/turns';
import { GrowingSet, type FieldSet } from './field-set';
import type { Structure } from './structure';
import { keysOf, own } from '../../../golang/map';

export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}
/** An item of a list that has no key, or the same as another: then nothing is known of the ownership. */
export class UnkeyedItem extends Error {}

type Fields = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || (typeof value === 'object' && keysOf(value).length === 0);
}
const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;
function* same(a: unknown, b: unknown): Turns<boolean> {
  if (a === b) return true;
  if (isContainer(a) !== isContainer(b)) return false;
  return isContainer(a) ? yield* sameJson(a, b) : encodeJson(a) === encodeJson(b);
}

/** Of the fields that are keys of lists only this one has a default; an item may leave it out. */
const KEY_DEFAULTS: Fields = { protocol: 'TCP' };

export function partOfItem(item: unknown, structure: Structure): string {
  if (structure.kind !== 'keyed') return `v:${encodeJson(item)}`;
  if (!isMap(item)) throw new UnkeyedItem();
  const keys = structure.keys.map((key) => [key, own(item, key) ?? own(KEY_DEFAULTS, key)] as const).filter(([, value]) => value !== undefined);
  if (keys.length === 0) throw new UnkeyedItem();
  return `k:${encodeJson(Object.fromEntries(keys))}`;
}

function* itemsOf(list: unknown, structure: Structure): Turns<ReadonlyMap<string, readonly unknown[]>> {
  const items = new Map<string, unknown[]>();
  const pace = new Pace();
  for (const item of Array.isArray(list) ? (list as readonly unknown[]) : []) {
    const part = partOfItem(item, structure);
    const others = items.get(part);
    if (others === undefined) items.set(part, [item]);
    else others.push(item);
    if (pace.isOver()) yield;
  }
  return items;
}

type Outcome = keyof Comparison;

/** Where in both objects a walk is, and the sets of what is different below, once there is something. */
class Place {
  readonly #sets: Partial<Record<Outcome, GrowingSet>>;

  constructor(
    private readonly above: Place | undefined,
    private readonly part: string,
    sets: Readonly<Record<Outcome, GrowingSet>> | undefined = undefined,
  ) {
    this.#sets = sets ?? {};
  }

  static #setAt(place: Place, outcome: Outcome): GrowingSet {
    const unset: Place[] = [];
    let at: Place | undefined = place;
    for (; at !== undefined && at.#sets[outcome] === undefined; at = at.above) unset.push(at);
    let set = (at === undefined ? undefined : at.#sets[outcome]) ?? new GrowingSet();
    for (const below of unset.toReversed()) {
      if (below.above !== undefined) set = set.below(below.part);
      below.#sets[outcome] = set;
    }
    return set;
  }
  below(outcome: Outcome, part: string): GrowingSet {
    return Place.#setAt(this, outcome).below(part);
  }
  mark(outcome: Outcome, part: string): void {
    Place.#setAt(this, outcome).mark(part);
  }
}

const NO_FIELDS: Fields = {};
const VALUE: Structure = { kind: 'value' };

function* outcomeOf(old: unknown, next: unknown, leaf: boolean): Turns<Outcome | undefined> {
  if (old === undefined) return 'added';
  if (next === undefined) return 'removed';
  return leaf && !(yield* same(old, next)) ? 'modified' : undefined;
}

class Walk {
  readonly #pace = new Pace();

  /** Visits what lies below a place under a part; `undefined`: not there. */
  *visit(above: Place, part: string, old: unknown, next: unknown, structure: Structure): Deep<void> {
    if (this.#pace.isOver()) yield;
    const leaf = isLeaf(old, next, structure);
    const outcome = yield* outcomeOf(old, next, leaf);
    if (!leaf) yield this.within(new Place(above, part), old, next, structure);
    if (outcome !== undefined) above.mark(outcome, part);
  }

  *within(place: Place, old: unknown, next: unknown, structure: Structure): Deep<void> {
    if (structure.kind === 'set' || structure.kind === 'keyed') yield this.#list(place, old, next, structure);
    else yield this.#map(place, old, next, structure);
  }

  *#map(place: Place, old: unknown, next: unknown, structure: Structure): Deep<void> {
    const left = isMap(old) ? old : NO_FIELDS;
    const right = isMap(next) ? next : NO_FIELDS;
    for (const name of keysOf(left)) yield this.#field(place, name, own(left, name), own(right, name), structure);
    for (const name of keysOf(right)) if (own(left, name) === undefined) yield this.#field(place, name, undefined, own(right, name), structure);
  }

  *#field(place: Place, name: string, old: unknown, next: unknown, structure: Structure): Deep<void> {
    if (old !== undefined || next !== undefined) yield this.visit(place, `f:${name}`, old, next, structure.kind === 'map' ? structure.field(name) : structure);
  }

  *#list(place: Place, old: unknown, next: unknown, structure: Structure): Deep<void> {
    const left = yield* itemsOf(old, structure);
    const right = yield* itemsOf(next, structure);
    const item = structure.kind === 'keyed' ? structure.item : VALUE;
    for (const [part, items] of left) yield this.#items(place, part, items, right.get(part) ?? [], item);
    for (const [part, items] of right) if (!left.has(part)) yield this.#items(place, part, [], items, item);
  }

  /** Items with the same key are one value together. */
  *#items(place: Place, part: string, old: readonly unknown[], next: readonly unknown[], item: Structure): Deep<void> {
    if (old.length <= 1 && next.length <= 1) {
      yield this.visit(place, part, old[0], next[0], item);
      return;
    }
    if (old.length >= 2 && next.length >= 2) {
      if (!(yield* same(old, next))) place.mark('modified', part);
      return;
    }
    if (old.length >= 2) {
      if (next.length > 0) yield this.visit(place, part, undefined, next[0], item);
      return place.mark('removed', part);
    }
    if (old.length > 0) yield this.visit(place, part, old[0], undefined, item);
    place.mark('added', part);
  }
}

function isLeaf(old: unknown, next: unknown, structure: Structure): boolean {
  if (structure.kind === 'value' || (isNothing(old) && isNothing(next))) return true;
  return structure.kind === 'deduced' && ![old, next].every((value) => isMap(value) || value === undefined);
}

/** Throws UnkeyedItem. */
export function* comparing(old: unknown, next: unknown, structure: Structure): Turns<Comparison> {
  const found = { added: new GrowingSet(), modified: new GrowingSet(), removed: new GrowingSet() };
  if (!isLeaf(old, next, structure)) yield* unrolled(new Walk().within(new Place(undefined, '', found), old, next, structure));
  return found;
}
