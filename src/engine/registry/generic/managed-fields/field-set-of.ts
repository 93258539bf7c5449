/**
 * The fields that a value names: what an apply claims. Members of a list or map count besides what is in them, fields of a
 * struct only by what is in them. After sigs.k8s.io/structured-merge-diff/typed/{tofieldset,remove,reconcile_schema}.go.
 */
import { isMap, partOfItem } from './compare';
import { keepKeys, keysOf, own, setOwn } from '../../../golang/map';
import { Pace, unrolled, type Deep, type Turns } from '../../../golang/turns';
import { GrowingSet, type FieldSet } from './field-set';
import { DEDUCED, type Structure } from './structure';

const VALUE: Structure = { kind: 'value' };

export const structureOfItem = (structure: Structure): Structure => (structure.kind === 'keyed' ? structure.item : VALUE);
export const structureOfField = (structure: Structure, name: string): Structure => (structure.kind === 'map' ? structure.field(name) : DEDUCED);
const isList = ({ kind }: Structure): boolean => kind === 'set' || kind === 'keyed';

/** `emptyCounts`: null and an empty map count as fields too. Throws UnkeyedItem. */
export function* fieldSetOf(value: unknown, structure: Structure, emptyCounts: boolean): Turns<FieldSet> {
  const set = new GrowingSet();
  if (!isOneValue(value, structure)) yield* unrolled(collect(value, structure, emptyCounts, set, new Pace()));
  return set;
}

const isOneValue = (value: unknown, { kind }: Structure): boolean => kind === 'value' || (kind === 'deduced' && !isMap(value));

/** Adds what is in a list or map. */
function* collect(value: unknown, structure: Structure, emptyCounts: boolean, set: GrowingSet, pace: Pace): Deep<void> {
  if (isList(structure)) {
    const below = structureOfItem(structure);
    for (const item of Array.isArray(value) ? (value as readonly unknown[]) : []) {
      const part = partOfItem(item, structure);
      if (!isOneValue(item, below)) yield collect(item, below, emptyCounts, set.below(part), pace);
      set.mark(part);
      if (pace.isOver()) yield;
    }
    return;
  }
  const isField = structure.kind === 'map' && structure.struct;
  for (const name of isMap(value) ? keysOf(value) : []) {
    const member = isMap(value) ? own(value, name) : undefined;
    const below = structureOfField(structure, name);
    const isValue = isOneValue(member, below);
    const isNothing = member === null || (isMap(member) && keysOf(member).length === 0);
    if (!isValue && !isNothing) yield collect(member, below, emptyCounts, set.below(`f:${name}`), pace);
    if (isValue || !isField || (emptyCounts && isNothing)) set.mark(`f:${name}`);
    if (pace.isOver()) yield;
  }
}

/** The value without the members of lists and maps that the set holds. */
export const withoutItems = (value: unknown, set: FieldSet, structure: Structure): Turns<unknown> => unrolled(keeping(value, set, structure, new Pace()));

function* keeping(value: unknown, set: FieldSet, structure: Structure, pace: Pace): Deep<unknown> {
  if (structure.kind === 'value') return null;
  if (Array.isArray(value) && isList(structure)) {
    const items: unknown[] = [];
    for (const item of value as readonly unknown[]) {
      const below = set.children.get(partOfItem(item, structure));
      if (below?.member !== true) items.push(below === undefined ? item : yield keeping(item, below, structureOfItem(structure), pace));
      if (pace.isOver()) yield;
    }
    return items.length > 0 ? items : null;
  }
  if (!isMap(value)) return value;
  const kept: Record<string, unknown> = {};
  const names: string[] = [];
  for (const name of keysOf(value)) {
    const member = own(value, name);
    const below = set.children.get(`f:${name}`);
    if (pace.isOver()) yield;
    if (below?.member === true) continue;
    names.push(name);
    setOwn(kept, name, below === undefined ? member : yield keeping(member, below, structureOfField(structure, name), pace));
  }
  keepKeys(kept, names);
  return names.length > 0 ? kept : null;
}

/**
 * Old versions take a list or map of which only itself is owned for one that used to be a single value, and give its owner
 * all that is in it now.
 */
export const expanded = (set: FieldSet, live: FieldSet, structure: Structure): Turns<FieldSet> => unrolled(expanding(set, live, structure));

function* expanding(set: FieldSet, live: FieldSet, structure: Structure): Deep<FieldSet> {
  if (structure.kind === 'value' || structure.kind === 'deduced') return set;
  if (set.member && set.children.size === 0) return { member: true, children: live.children };
  const children = new Map<string, FieldSet>();
  const pace = new Pace();
  for (const [part, child] of set.children) {
    if (pace.isOver()) yield;
    const below = structure.kind === 'map' ? structure.field(part.slice(2)) : structureOfItem(structure);
    const present = live.children.get(part);
    children.set(part, present === undefined ? child : ((yield expanding(child, present, below)) as FieldSet));
  }
  return { member: set.member, children };
}
