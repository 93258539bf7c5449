/**
 * RFC 7386: null removes, objects merge, everything else replaces. Objects that a patch goes into come out with their keys
 * sorted, as Go writes a map; the others stay as they were. After github.com/evanphx/json-patch v4 merge.go.
 */
import { keepKeys, keysOf, own, setOwn } from '../../../golang/map';
import { sorting } from '../../../golang/sorting';
import { Pace, type Turns } from '../../../golang/turns';

interface JsonObject {
  readonly [key: string]: unknown;
}

export interface MergeOptions {
  /** Older versions of the library take nulls out of lists that are new. */
  readonly dropNullElements: boolean;
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const NO_FIELDS: JsonObject = {};

/** A list of a patch, or an object of it beside what is there. */
type Open =
  | { readonly items: readonly unknown[]; readonly made: unknown[]; at: number }
  | {
      readonly items?: undefined;
      readonly before: JsonObject;
      readonly patch: JsonObject;
      readonly keys: readonly string[];
      readonly made: Record<string, unknown>;
      at: number;
      hasGaps: boolean;
    };

function* opened(before: unknown, patch: object): Turns<Open> {
  if (Array.isArray(patch)) return { items: patch, made: [], at: 0 };
  const present = isObject(before) ? before : NO_FIELDS;
  const all = [...keysOf(present)];
  const pace = new Pace();
  for (const key of keysOf(patch)) {
    if (!Object.hasOwn(present, key)) all.push(key);
    if (pace.isOver()) yield;
  }
  const keys = yield* sorting(all, (a, b) => (a < b ? -1 : 1));
  return { before: present, patch: patch as JsonObject, keys, made: {}, at: 0, hasGaps: false };
}

/** Goes down as many levels as a patch has: the stack of the program is not what bounds them. */
export function* mergePatch(document: unknown, patch: unknown, { dropNullElements }: MergeOptions): Turns<unknown> {
  if (typeof patch !== 'object' || patch === null) return patch;
  let current: Open | undefined = yield* opened(document, patch);
  const root = current.made;
  const outer: Open[] = [];
  const pace = new Pace();
  while (current !== undefined) {
    if (pace.isOver()) yield;
    const { at }: Open = current;
    if (at >= (current.items ?? current.keys).length) {
      if (current.items === undefined && !current.hasGaps) keepKeys(current.made, current.keys);
      current = outer.pop();
      continue;
    }
    current.at += 1;
    const key: string = current.items === undefined ? (current.keys[at] ?? '') : '';
    const before: unknown = current.items === undefined ? own(current.before, key) : undefined;
    const value: unknown = current.items === undefined ? own(current.patch, key) : current.items[at];
    if (value === null && (current.items === undefined || dropNullElements)) {
      if (current.items === undefined) current.hasGaps = true;
      continue;
    }
    const inner: Open | undefined = typeof value === 'object' && value !== null ? yield* opened(before, value) : undefined;
    const made: unknown = inner === undefined ? (value === undefined ? before : value) : inner.made;
    if (current.items === undefined) setOwn(current.made, key, made);
    else current.made.push(made);
    if (inner === undefined) continue;
    outer.push(current);
    current = inner;
  }
  return root;
}
