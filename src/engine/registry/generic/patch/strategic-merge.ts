/**
 * Strategic merge: a merge patch that knows which lists are merged, and by which key of their elements, from the Go types.
 * Directives: $patch, $retainKeys, $deleteFromPrimitiveList/x, $setElementOrder/x.
 * After k8s.io/apimachinery/pkg/util/strategicpatch/patch.go. Fields are visited in the order of the patch, where Go has none.
 */
import type { GoType } from '../../../catalog/types';
import { keepKeys, keysOf, own, setOwn } from '../../../golang/map';
import { Pace, unrolled, type Deep, type Turns } from '../../../golang/turns';
import { badArgument, goTypeOf, isList, isMap, PatchError, unknownDirective, type Json, type JsonMap } from './element-order';
import { mergedList, orderedList, type MergeMaps } from './merged-lists';
import { metaOfSlice, metaOfStruct } from './patch-meta';

const DIRECTIVE = '$patch';
const RETAIN_KEYS = '$retainKeys';
const DELETE_FROM = '$deleteFromPrimitiveList/';
const ELEMENT_ORDER = '$setElementOrder/';

/** The map alone, or nothing of the object that is there. */
function directed(patch: JsonMap, directive: Json): JsonMap {
  if (directive === 'delete') return {};
  if (directive !== 'replace') throw unknownDirective(directive, patch);
  const { [DIRECTIVE]: _directive, ...rest } = patch;
  return rest;
}

/** The fields of the object that the patch lets stay. */
function retained(original: JsonMap, patch: JsonMap): JsonMap {
  const keys = own(patch, RETAIN_KEYS);
  if (keys === undefined) return original;
  if (!isList(keys)) throw new PatchError('invalid patch format of retainKeys');
  const listed = new Set<Json>(keys);
  const isDirective = (key: string): boolean => key === RETAIN_KEYS || key.startsWith(DELETE_FROM) || key.startsWith(ELEMENT_ORDER);
  if (Object.entries(patch).some(([key, value]) => value !== null && !isDirective(key) && !listed.has(key)))
    throw new PatchError('invalid patch format of retainKeys');
  return Object.fromEntries(Object.entries(original).filter(([key]) => listed.has(key)));
}

/** What has a directive goes. */
function* withoutDirectives(value: Json, pace: Pace): Deep<Json | undefined> {
  if (pace.isOver()) yield;
  if (isList(value)) {
    const items: Json[] = [];
    for (const item of value) {
      const left = (yield withoutDirectives(item, pace)) as Json | undefined;
      if (left !== undefined) items.push(left);
    }
    return items;
  }
  if (!isMap(value)) return value;
  if (Object.hasOwn(value, DIRECTIVE)) return undefined;
  const kept: Record<string, Json> = {};
  for (const key of keysOf(value)) {
    const left = (yield withoutDirectives(own(value, key) ?? null, pace)) as Json | undefined;
    if (left !== undefined) setOwn(kept, key, left);
  }
  return kept;
}

/** Fields that are null are not there. */
function* withoutNulls(value: Json, pace: Pace): Deep<Json> {
  if (pace.isOver()) yield;
  if (isList(value)) {
    const items: Json[] = [];
    for (const item of value) items.push((yield withoutNulls(item, pace)) as Json);
    return items;
  }
  if (!isMap(value)) return value;
  const kept: Record<string, Json> = {};
  for (const key of keysOf(value)) {
    const member = own(value, key) ?? null;
    if (member !== null) setOwn(kept, key, (yield withoutNulls(member, pace)) as Json);
  }
  return kept;
}

class Merge {
  readonly #pace = new Pace();

  constructor(private readonly removes: boolean) {}

  *maps(original: JsonMap, patch: JsonMap, type: GoType): Deep<JsonMap> {
    const directive = own(patch, DIRECTIVE);
    if (directive !== undefined) return directed(patch, directive);
    const before = retained(original, patch);
    const merged: Record<string, Json> = {};
    const names = new Set<string>();
    for (const key of keysOf(before)) {
      setOwn(merged, key, own(before, key) ?? null);
      names.add(key);
      if (this.#pace.isOver()) yield;
    }
    const done = new Set<string>([RETAIN_KEYS]);
    for (const key of keysOf(patch)) {
      if (this.#pace.isOver()) yield;
      if (!key.startsWith(ELEMENT_ORDER)) continue;
      const order = own(patch, key) ?? null;
      const field = key.slice(ELEMENT_ORDER.length);
      done.add(key);
      const list = yield* this.#ordered(merged, patch, field, order, type);
      if (list === undefined) continue;
      setOwn(merged, field, list);
      names.add(field);
      done.add(field);
    }
    for (const key of keysOf(patch)) {
      if (this.#pace.isOver()) yield;
      if (!done.has(key)) yield this.#field(merged, names, key, own(patch, key) ?? null, type);
    }
    keepKeys(merged, [...names]);
    return merged;
  }

  /** A list that the patch puts into an order; undefined where there is none. */
  *#ordered(merged: JsonMap, patch: JsonMap, field: string, order: Json, type: GoType): Turns<readonly Json[] | undefined> {
    if (!isList(order)) throw badArgument('[]interface {}', order);
    const [original, given] = [own(merged, field), own(patch, field)];
    if (original !== undefined && !isList(original)) throw badArgument('[]interface {}', original);
    if (given !== undefined && !isList(given)) throw badArgument('[]interface {}', given);
    const patched = original === undefined && this.removes ? given && ((yield* unrolled(withoutDirectives(given, this.#pace))) as readonly Json[]) : given;
    return yield* orderedList({ original, patch: patched, given, order, meta: metaOfSlice(type, field) }, this.#merge);
  }

  /** Merges elements of lists. */
  readonly #merge: MergeMaps = (original, patch, type) => unrolled(this.maps(original, patch, type));

  *#field(merged: Record<string, Json>, names: Set<string>, key: string, value: Json, type: GoType): Deep<void> {
    const deletes = key.startsWith(DELETE_FROM);
    const field = deletes && key.length > DELETE_FROM.length ? key.slice(DELETE_FROM.length) : key;
    if (value === null) {
      delete merged[field];
      names.delete(field);
      return;
    }
    const current = own(merged, field);
    const sameType = current !== undefined && goTypeOf(current) === goTypeOf(value);
    if (!sameType && deletes && (this.removes || current === undefined)) return;
    const next = (sameType ? yield this.#values(current, value, field, type, deletes) : yield this.#alone(value)) as Json | undefined;
    if (next === undefined) {
      delete merged[field];
      names.delete(field);
    } else {
      setOwn(merged, field, next);
      names.add(field);
    }
  }

  /** A value that meets none of its type. */
  *#alone(value: Json): Deep<Json | undefined> {
    return this.removes ? yield* withoutDirectives(yield* withoutNulls(value, this.#pace), this.#pace) : value;
  }

  /** Two values of one Go type. */
  *#values(current: Json, value: Json, field: string, owner: GoType, deletes: boolean): Deep<Json> {
    if (isMap(current) && isMap(value)) {
      const { strategy, type } = metaOfStruct(owner, field);
      return strategy === 'replace' ? value : ((yield this.maps(current, value, type)) as Json);
    }
    if (!isList(current) || !isList(value)) return value;
    const meta = metaOfSlice(owner, field);
    return meta.strategy === 'merge' || deletes ? yield* mergedList(current, value, meta, this.#merge, deletes) : value;
  }
}

/** `removes`: directives in parts of the patch that meet nothing are taken out of them. */
export const strategicMerge = (original: JsonMap, patch: JsonMap, type: GoType, removes: boolean): Turns<JsonMap> =>
  unrolled(new Merge(removes).maps(original, patch, type));
