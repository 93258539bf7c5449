/**
 * The live object with what an apply names laid over it. Items of a list that only the live object has keep their places.
 * After sigs.k8s.io/structured-merge-diff/typed/merge.go.
 */
import { isMap, partOfItem, UnkeyedItem } from './compare';
import { structureOfField, structureOfItem } from './field-set-of';
import type { Structure } from './structure';
import { keepKeys, keysOf, own, setOwn } from '../../../golang/map';
import { Pace, unrolled, type Deep, type Turns } from '../../../golang/turns';

/** `ordered`: the items that both have come in the order of the configuration. */
export const mergedObject = (live: unknown, next: unknown, structure: Structure, ordered: boolean): Turns<unknown> =>
  unrolled(merging(live, next, structure, ordered, new Pace()));

function* merging(live: unknown, next: unknown, structure: Structure, ordered: boolean, pace: Pace): Deep<unknown> {
  if (next === undefined) return live;
  if (structure.kind === 'value') return next;
  if (structure.kind === 'set' || structure.kind === 'keyed') {
    if (!Array.isArray(next) || next.length === 0) return Array.isArray(live) && live.length > 0 ? live : next;
    return yield* mergedList(Array.isArray(live) ? (live as readonly unknown[]) : [], next as readonly unknown[], structure, ordered, pace);
  }
  if (!isMap(next) || !isMap(live)) return next === null && isMap(live) && structure.kind === 'map' ? live : next;
  const merged: Record<string, unknown> = {};
  const names = [...keysOf(live)];
  for (const name of keysOf(live)) {
    setOwn(merged, name, own(live, name));
    if (pace.isOver()) yield;
  }
  for (const name of keysOf(next)) {
    if (!Object.hasOwn(live, name)) names.push(name);
    const [before, after] = [own(live, name), own(next, name)];
    const isPlain = typeof after !== 'object' && after !== undefined;
    setOwn(merged, name, isPlain ? after : yield merging(before, after, structureOfField(structure, name), ordered, pace));
    if (pace.isOver()) yield;
  }
  keepKeys(merged, names);
  return merged;
}

/** Of a keyed list an item without any key is one of its own. */
function partOrNone(item: unknown, structure: Structure): string {
  try {
    return partOfItem(item, structure);
  } catch (error) {
    if (error instanceof UnkeyedItem) return '';
    throw error;
  }
}

function* partsOf(items: readonly unknown[], structure: Structure, pace: Pace): Turns<readonly (readonly [string, unknown])[]> {
  const parts: (readonly [string, unknown])[] = [];
  for (const item of items) {
    parts.push([partOrNone(item, structure), item]);
    if (pace.isOver()) yield;
  }
  return parts;
}

function* mergedList(live: readonly unknown[], next: readonly unknown[], structure: Structure, ordered: boolean, pace: Pace): Deep<readonly unknown[]> {
  const before = yield* partsOf(live, structure, pace);
  const wanted = new Map(yield* partsOf(next, structure, pace));
  const known = new Map<string, unknown[]>();
  for (const [part, item] of before.toReversed()) {
    const same = known.get(part);
    if (same === undefined) known.set(part, [item]);
    else same.push(item);
  }
  yield;
  const items: unknown[] = [];
  for (const part of ordered ? orderOf(before, [...wanted.keys()]) : new Set([...known.keys(), ...wanted.keys()])) {
    items.push(yield merging(liveItem(known.get(part) ?? [], wanted.has(part)), wanted.get(part), structureOfItem(structure), ordered, pace));
    if (pace.isOver()) yield;
  }
  return items;
}

/** The next of the items with one key, the last of those given; where there are several the one that is wanted takes their place, unmerged. */
const liveItem = (items: unknown[], isWanted: boolean): unknown => (isWanted && items.length > 1 ? undefined : items.pop());

function orderOf(before: readonly (readonly [string, unknown])[], parts: readonly string[]): readonly string[] {
  const order: string[] = [];
  const places = new Map(parts.map((part, index) => [part, index]));
  let taken = 0;
  for (const [part] of before) {
    const place = places.get(part);
    if (place === undefined) order.push(part);
    else for (; taken <= place; taken += 1) order.push(parts[taken] ?? part);
  }
  return [...order, ...parts.slice(taken)];
}
