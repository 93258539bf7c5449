/**
 * Sets of fields, as metadata.managedFields keeps them: a tree whose edges are the parts of a path. A part is `f:<name>` of a
 * field, `k:<keys>` of an item of a list with keys, `v:<value>` of an item of a set, `i:<index>`.
 * After sigs.k8s.io/structured-merge-diff/fieldpath Set; the written form is FieldsV1.
 */
import type { JsonObject, JsonValue } from '../../api/objects';
import { compareBytes } from '../../golang/bytes';
import { setOwn } from '../../golang/map';

export interface FieldSet {
  /** The path that leads here is in the set itself. */
  readonly member: boolean;
  readonly children: ReadonlyMap<string, FieldSet>;
}
export interface GrowingSet {
  member: boolean;
  readonly children: Map<string, GrowingSet>;
}

export const growingSet = (): GrowingSet => ({ member: false, children: new Map() });
export const EMPTY: FieldSet = growingSet();

export function insert(set: GrowingSet, path: readonly string[]): void {
  if (path.length === 0) return;
  let node = set;
  for (const part of path) {
    let next = node.children.get(part);
    if (next === undefined) node.children.set(part, (next = growingSet()));
    node = next;
  }
  node.member = true;
}

export const isEmpty = ({ member, children }: FieldSet): boolean => !member && children.size === 0;

export function has(set: FieldSet, [part, ...rest]: readonly string[]): boolean {
  if (part === undefined) return set.member;
  const child = set.children.get(part);
  return child !== undefined && has(child, rest);
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmpty(b)) return a;
  if (isEmpty(a)) return b;
  const children = new Map(a.children);
  for (const [part, child] of b.children) {
    const other = children.get(part);
    children.set(part, other === undefined ? child : union(other, child));
  }
  return { member: a.member || b.member, children };
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  const children = new Map<string, FieldSet>();
  for (const [part, child] of a.children) {
    const other = b.children.get(part);
    const both = other === undefined ? EMPTY : intersection(child, other);
    if (!isEmpty(both)) children.set(part, both);
  }
  return { member: a.member && b.member, children };
}

export function difference(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmpty(b)) return a;
  const children = new Map<string, FieldSet>();
  for (const [part, child] of a.children) {
    const other = b.children.get(part);
    const kept = other === undefined ? child : difference(child, other);
    if (!isEmpty(kept)) children.set(part, kept);
  }
  return { member: a.member && !b.member, children };
}

/** Without the fields of the other set and all that lies below them. */
export function recursiveDifference(a: FieldSet, b: FieldSet): FieldSet {
  const children = new Map<string, FieldSet>();
  for (const [part, child] of a.children) {
    const other = b.children.get(part);
    const kept = other === undefined ? child : other.member ? EMPTY : recursiveDifference(child, other);
    if (!isEmpty(kept)) children.set(part, kept);
  }
  return { member: a.member, children };
}

export function sameSet(a: FieldSet, b: FieldSet): boolean {
  if (a.member !== b.member || a.children.size !== b.children.size) return false;
  return [...a.children].every(([part, child]) => {
    const other = b.children.get(part);
    return other !== undefined && sameSet(child, other);
  });
}

export function setOf(paths: readonly (readonly string[])[]): FieldSet {
  const set = growingSet();
  for (const path of paths) insert(set, path);
  return set;
}

export function pathsOf(set: FieldSet, path: readonly string[] = []): readonly (readonly string[])[] {
  const own = set.member ? [path] : [];
  const below = sortedChildren(set).flatMap(({ part, child }) => pathsOf(child, [...path, part]));
  return [...own, ...below];
}

const KINDS = 'fkvi';

interface Child {
  readonly part: string;
  readonly child: FieldSet;
  /** What a part other than a field says, read once for all comparisons. */
  readonly value: JsonValue | undefined;
}

/** Fields come first, then keys, values and indexes; numbers before text. */
function compareParts(a: Child, b: Child): number {
  const kind = a.part.charAt(0);
  if (kind !== b.part.charAt(0)) return KINDS.indexOf(kind) - KINDS.indexOf(b.part.charAt(0));
  return kind === 'f' ? compareBytes(a.part, b.part) : compareValues(a.value, b.value);
}

function sortedChildren({ children }: FieldSet): readonly Child[] {
  const sorted = [...children].map(([part, child]): Child => {
    const isField = children.size === 1 || part.startsWith('f:');
    return { part, child, value: isField ? undefined : (JSON.parse(part.slice(2)) as JsonValue) };
  });
  return sorted.sort(compareParts);
}

function compareValues(a: JsonValue | undefined, b: JsonValue | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareBytes(a, b);
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) return compareKeys(a as JsonObject, b as JsonObject);
  return typeof a === 'number' ? -1 : typeof b === 'number' ? 1 : 0;
}

function compareKeys(a: JsonObject, b: JsonObject): number {
  const [left, right] = [Object.entries(a), Object.entries(b)];
  for (const [index, [name, value]] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareBytes(name, other[0]) || compareValues(value, other[1]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** What is written of a field in which nothing is. */
const LEAF: JsonObject = {};

export function toFieldsV1(set: FieldSet): JsonObject {
  const fields: Record<string, JsonValue> = {};
  for (const { part, child } of sortedChildren(set)) {
    const written = child.children.size === 0 ? LEAF : toFieldsV1(child);
    setOwn(fields, part, child.member && child.children.size > 0 ? { '.': LEAF, ...written } : written);
  }
  return fields;
}

const isFields = (value: JsonValue | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `undefined` where a part is none that a server wrote; null is a part without parts. */
export function fromFieldsV1(fields: JsonValue | undefined): FieldSet | undefined {
  if (fields === null || fields === undefined) return { member: false, children: new Map() };
  if (!isFields(fields)) return undefined;
  const children = new Map<string, FieldSet>();
  for (const [part, below] of Object.entries(fields)) {
    if (part === '.' || !/^[fkvi]:/.test(part)) continue;
    const child = fromFieldsV1(below);
    if (child === undefined) return undefined;
    const isMember = (isFields(below) && Object.hasOwn(below, '.')) || child.children.size === 0;
    children.set(part, { member: isMember, children: child.children });
  }
  return { member: false, children };
}
