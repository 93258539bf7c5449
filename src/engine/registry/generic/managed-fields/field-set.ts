/**
 * Sets of fields, as metadata.managedFields keeps them: a tree whose edges are the parts of a path. A part is `f:<name>` of a
 * field, `k:<keys>` of an item of a list with keys, `v:<value>` of an item of a set, `i:<index>`.
 * After sigs.k8s.io/structured-merge-diff/fieldpath Set; the written form is FieldsV1.
 */
import type { JsonObject, JsonValue } from '../../../api/objects';
import { compareBytes } from '../../../golang/bytes';
import { keepKeys, keysOf, own, setOwn } from '../../../golang/map';
import { sorting } from '../../../golang/sorting';
import { Pace, unrolled, type Deep, type Turns } from '../../../golang/turns';

export interface FieldSet {
  /** The path that leads here is in the set itself. */
  readonly member: boolean;
  readonly children: ReadonlyMap<string, FieldSet>;
}

const NO_CHILDREN: ReadonlyMap<string, FieldSet> = new Map();
/** A field in which nothing is: most fields are, and are this one. */
const LEAF: FieldSet = { member: true, children: NO_CHILDREN };
export const EMPTY: FieldSet = { member: false, children: NO_CHILDREN };

/** A set that is being made. */
export class GrowingSet implements FieldSet {
  #children: Map<string, FieldSet> | undefined;

  constructor(public member = false) {}

  get children(): ReadonlyMap<string, FieldSet> {
    return this.#children ?? NO_CHILDREN;
  }

  /** The set below a part. */
  below(part: string): GrowingSet {
    const present = this.#children?.get(part);
    if (present instanceof GrowingSet) return present;
    const made = new GrowingSet(present?.member);
    (this.#children ??= new Map()).set(part, made);
    return made;
  }

  /** Adds a part. */
  mark(part: string): void {
    const present = this.#children?.get(part);
    if (present instanceof GrowingSet) present.member = true;
    else if (present === undefined) (this.#children ??= new Map()).set(part, LEAF);
  }
}

export const isEmpty = ({ member, children }: FieldSet): boolean => !member && children.size === 0;

export function has(set: FieldSet, [part, ...rest]: readonly string[]): boolean {
  if (part === undefined) return set.member;
  const child = set.children.get(part);
  return child !== undefined && has(child, rest);
}

/** What becomes of a child for which the other set has one, too. */
type Combine = (child: FieldSet, other: FieldSet) => Deep<FieldSet>;

/** The children of `a` for which there is one in `b`, combined, and, where they stay, the others. */
function* combined(a: FieldSet, b: FieldSet, othersStay: boolean, combine: Combine): Deep<Map<string, FieldSet>> {
  const children = new Map<string, FieldSet>();
  const pace = new Pace();
  for (const [part, child] of a.children) {
    const other = b.children.get(part);
    const kept = other === undefined ? (othersStay ? child : EMPTY) : ((yield combine(child, other)) as FieldSet);
    if (!isEmpty(kept)) children.set(part, kept);
    if (pace.isOver()) yield;
  }
  return children;
}

function* uniting(a: FieldSet, b: FieldSet): Deep<FieldSet> {
  if (isEmpty(b) || a === b) return a;
  if (isEmpty(a)) return b;
  const children = yield* combined(a, b, true, uniting);
  const pace = new Pace();
  for (const [part, child] of b.children) {
    if (!children.has(part)) children.set(part, child);
    if (pace.isOver()) yield;
  }
  return { member: a.member || b.member, children };
}

export const union = (a: FieldSet, b: FieldSet): Turns<FieldSet> => unrolled(uniting(a, b));

function* intersecting(a: FieldSet, b: FieldSet): Deep<FieldSet> {
  if (a === b) return a;
  return { member: a.member && b.member, children: yield* combined(a, b, false, intersecting) };
}

export const intersection = (a: FieldSet, b: FieldSet): Turns<FieldSet> => unrolled(intersecting(a, b));

function* differing(a: FieldSet, b: FieldSet): Deep<FieldSet> {
  if (isEmpty(b)) return a;
  if (a === b) return EMPTY;
  return { member: a.member && !b.member, children: yield* combined(a, b, true, differing) };
}

export const difference = (a: FieldSet, b: FieldSet): Turns<FieldSet> => unrolled(differing(a, b));

function* withoutBelow(a: FieldSet, b: FieldSet): Deep<FieldSet> {
  if (isEmpty(b)) return a;
  return {
    member: a.member,
    children: yield* combined(a, b, true, function* (child, other) {
      return other.member ? EMPTY : ((yield withoutBelow(child, other)) as FieldSet);
    }),
  };
}

/** Without the fields of the other set and all that lies below them. */
export const recursiveDifference = (a: FieldSet, b: FieldSet): Turns<FieldSet> => unrolled(withoutBelow(a, b));

export const sameSet = (a: FieldSet, b: FieldSet): Turns<boolean> => unrolled(comparingSets(a, b));

function* comparingSets(a: FieldSet, b: FieldSet): Deep<boolean> {
  if (a === b) return true;
  if (a.member !== b.member || a.children.size !== b.children.size) return false;
  const pace = new Pace();
  for (const [part, child] of a.children) {
    const other = b.children.get(part);
    if (other === undefined || !((yield comparingSets(child, other)) as boolean)) return false;
    if (pace.isOver()) yield;
  }
  return true;
}

export function setOf(paths: readonly (readonly string[])[]): FieldSet {
  const set = new GrowingSet();
  for (const path of paths) path.reduce((node, part) => node.below(part), set).member = true;
  return set;
}

type Paths = readonly (readonly string[])[];

export const pathsOf = (set: FieldSet): Turns<Paths> => unrolled(pathsBelow(set, []));

/** What is in a set itself comes before what is within that. */
function* pathsBelow(set: FieldSet, path: readonly string[]): Deep<Paths> {
  const paths: (readonly string[])[] = [];
  const pace = new Pace();
  const children = yield* sortedChildren(set);
  for (const { part, child } of children) if (child.member) paths.push([...path, part]);
  for (const { part, child } of children) {
    for (const below of (yield pathsBelow(child, [...path, part])) as Paths) paths.push(below);
    if (pace.isOver()) yield;
  }
  return paths;
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

function* sortedChildren({ children }: FieldSet): Turns<readonly Child[]> {
  const found: Child[] = [];
  const pace = new Pace();
  for (const [part, child] of children) {
    const isField = children.size === 1 || part.startsWith('f:');
    found.push({ part, child, value: isField ? undefined : (JSON.parse(part.slice(2)) as JsonValue) });
    if (pace.isOver()) yield;
  }
  return yield* sorting(found, compareParts);
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
const WRITTEN_LEAF: JsonObject = {};
const FEW = 1024;

const partsOf = ({ fields, children }: { readonly fields: JsonObject; readonly children: readonly Child[] }): readonly string[] => [
  ...(Object.hasOwn(fields, '.') ? ['.'] : []),
  ...children.map(({ part }) => part),
];

/** As many levels as a set has: the stack of the program is not what bounds them. */
export function* toFieldsV1(set: FieldSet): Turns<JsonObject> {
  const root: Record<string, JsonValue> = {};
  const open = [{ children: yield* sortedChildren(set), fields: root, at: 0 }];
  const pace = new Pace();
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    if (pace.isOver()) yield;
    const next = last.children[last.at];
    if (next === undefined) {
      if (last.children.length > FEW) keepKeys(last.fields, partsOf(last));
      open.pop();
      continue;
    }
    last.at += 1;
    const { part, child } = next;
    const fields: Record<string, JsonValue> = child.children.size === 0 || !child.member ? {} : { '.': WRITTEN_LEAF };
    setOwn(last.fields, part, child.children.size === 0 ? WRITTEN_LEAF : fields);
    if (child.children.size > 0) open.push({ children: yield* sortedChildren(child), fields, at: 0 });
  }
  return root;
}

const isFields = (value: JsonValue | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPart = (part: string): boolean => part[1] === ':' && KINDS.includes(part.charAt(0));

/** `undefined` where a part is none that a server wrote; null is a part without parts. */
export function* fromFieldsV1(fields: JsonValue | undefined): Turns<FieldSet | undefined> {
  const root = new GrowingSet();
  const open: { readonly fields: JsonValue | undefined; readonly set: GrowingSet }[] = [{ fields, set: root }];
  const pace = new Pace();
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    const { fields: written, set } = last;
    if (written === null || written === undefined) continue;
    if (!isFields(written)) return undefined;
    for (const part of keysOf(written)) {
      if (pace.isOver()) yield;
      if (!isPart(part)) continue;
      const below = own(written, part);
      if (below === null || below === undefined || (isFields(below) && !keysOf(below).some(isPart))) set.mark(part);
      else open.push({ fields: below, set: set.below(part) });
    }
    if (set !== root) set.member = Object.hasOwn(written, '.');
  }
  return root;
}
