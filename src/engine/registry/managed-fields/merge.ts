/**
 * The live object with what an apply names laid over it. Items of a list that only the live object has keep their places.
 * After sigs.k8s.io/structured-merge-diff/typed/merge.go.
 */
import { isMap, partOfItem } from './compare';
import { structureOfField, structureOfItem } from './field-set-of';
import type { Structure } from './structure';
import { own } from '../../golang/map';

/** `ordered`: the items that both have come in the order of the configuration. Throws UnkeyedItem. */
export function mergedObject(live: unknown, next: unknown, structure: Structure, ordered: boolean): unknown {
  if (next === undefined) return live;
  if (structure.kind === 'value') return next;
  if (structure.kind === 'set' || structure.kind === 'keyed') {
    if (!Array.isArray(next) || next.length === 0) return Array.isArray(live) && live.length > 0 ? live : next;
    return mergedList(Array.isArray(live) ? (live as readonly unknown[]) : [], next as readonly unknown[], structure, ordered);
  }
  if (!isMap(next) || !isMap(live)) return next === null && isMap(live) && structure.kind === 'map' ? live : next;
  const names = new Set([...Object.keys(live), ...Object.keys(next)]);
  return Object.fromEntries([...names].map((name) => [name, mergedObject(own(live, name), own(next, name), structureOfField(structure, name), ordered)]));
}

function mergedList(live: readonly unknown[], next: readonly unknown[], structure: Structure, ordered: boolean): readonly unknown[] {
  const before = live.map((item) => [partOfItem(item, structure), item] as const);
  const wanted = new Map(next.map((item) => [partOfItem(item, structure), item]));
  const known = new Map(before);
  const both = (part: string): unknown => mergedObject(known.get(part), wanted.get(part), structureOfItem(structure), ordered);
  if (!ordered) return [...new Set([...known.keys(), ...wanted.keys()])].map(both);
  const order: string[] = [];
  const parts = [...wanted.keys()];
  const places = new Map(parts.map((part, index) => [part, index]));
  let taken = 0;
  for (const [part] of before) {
    const place = places.get(part);
    if (place === undefined) order.push(part);
    else for (; taken <= place; taken += 1) order.push(parts[taken] ?? part);
  }
  return [...order, ...parts.slice(taken)].map(both);
}
