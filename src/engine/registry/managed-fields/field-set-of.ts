/**
 * The fields that a value names: what an apply claims. Members of a list or map count besides what is in them, fields of a
 * struct only by what is in them. After sigs.k8s.io/structured-merge-diff/typed/{tofieldset,remove,reconcile_schema}.go.
 */
import { isMap, partOfItem } from './compare';
import { growingSet, insert, type FieldSet, type GrowingSet } from './field-set';
import { DEDUCED, type Structure } from './structure';

const VALUE: Structure = { kind: 'value' };

export const structureOfItem = (structure: Structure): Structure => (structure.kind === 'keyed' ? structure.item : VALUE);
export const structureOfField = (structure: Structure, name: string): Structure => (structure.kind === 'map' ? structure.field(name) : DEDUCED);
const isList = ({ kind }: Structure): boolean => kind === 'set' || kind === 'keyed';

/** `emptyCounts`: null and an empty map count as fields too. Throws UnkeyedItem. */
export function fieldSetOf(value: unknown, structure: Structure, emptyCounts: boolean): FieldSet {
  const set = growingSet();
  collect(value, structure, emptyCounts, [], set);
  return set;
}

function collect(value: unknown, structure: Structure, emptyCounts: boolean, path: readonly string[], set: GrowingSet): void {
  if (structure.kind === 'value' || (structure.kind === 'deduced' && !isMap(value))) return insert(set, path);
  if (isList(structure)) {
    for (const item of Array.isArray(value) ? (value as readonly unknown[]) : []) {
      const part = [...path, partOfItem(item, structure)];
      collect(item, structureOfItem(structure), emptyCounts, part, set);
      insert(set, part);
    }
    return;
  }
  for (const [name, member] of Object.entries(isMap(value) ? value : {})) {
    const part = [...path, `f:${name}`];
    collect(member, structureOfField(structure, name), emptyCounts, part, set);
    const isNothing = member === null || (isMap(member) && Object.keys(member).length === 0);
    const isField = structure.kind === 'map' && structure.struct;
    if (!isField || (emptyCounts && isNothing)) insert(set, part);
  }
}

/** The value without the members of lists and maps that the set holds. */
export function withoutItems(value: unknown, set: FieldSet, structure: Structure): unknown {
  if (structure.kind === 'value') return null;
  if (Array.isArray(value) && isList(structure)) {
    const items = (value as readonly unknown[]).flatMap((item) => {
      const below = set.children.get(partOfItem(item, structure));
      if (below?.member === true) return [];
      return [below === undefined ? item : withoutItems(item, below, structureOfItem(structure))];
    });
    return items.length > 0 ? items : null;
  }
  if (!isMap(value)) return value;
  const kept = Object.entries(value).flatMap(([name, member]) => {
    const below = set.children.get(`f:${name}`);
    if (below?.member === true) return [];
    return [[name, below === undefined ? member : withoutItems(member, below, structureOfField(structure, name))] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : null;
}

/**
 * Old versions take a list or map of which only itself is owned for one that used to be a single value, and give its owner
 * all that is in it now.
 */
export function expanded(set: FieldSet, live: FieldSet, structure: Structure): FieldSet {
  if (structure.kind === 'value' || structure.kind === 'deduced') return set;
  if (set.member && set.children.size === 0) return { member: true, children: live.children };
  const children = new Map<string, FieldSet>();
  for (const [part, child] of set.children) {
    const below = structure.kind === 'map' ? structure.field(part.slice(2)) : structureOfItem(structure);
    const present = live.children.get(part);
    children.set(part, present === undefined ? child : expanded(child, present, below));
  }
  return { member: set.member, children };
}
