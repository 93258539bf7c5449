/**
 * Strategic merge: a merge patch that knows which lists are merged, and by which key of their elements, from the Go types.
 * Directives: $patch, $retainKeys, $deleteFromPrimitiveList/x, $setElementOrder/x.
 * After k8s.io/apimachinery/pkg/util/strategicpatch/patch.go. Fields are visited in the order of the patch, where Go has none.
 */
import type { GoType } from '../../catalog/types';
import { own, setOwn } from '../../golang/map';
import { badArgument, goTypeOf, isList, isMap, PatchError, unknownDirective, type Json, type JsonMap } from './element-order';
import { mergedList, orderedList } from './merged-lists';
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
function withoutDirectives(value: Json): Json | undefined {
  if (isList(value)) return value.map(withoutDirectives).filter((element) => element !== undefined);
  if (!isMap(value)) return value;
  if (Object.hasOwn(value, DIRECTIVE)) return undefined;
  const kept = Object.entries(value).flatMap(([key, member]) => {
    const left = withoutDirectives(member);
    return left === undefined ? [] : [[key, left] as const];
  });
  return Object.fromEntries(kept);
}

/** Fields that are null are not there. */
function withoutNulls(value: Json): Json {
  if (isList(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutNulls(member)]));
}

class Merge {
  constructor(private readonly removes: boolean) {}

  readonly maps = (original: JsonMap, patch: JsonMap, type: GoType): JsonMap => {
    const directive = own(patch, DIRECTIVE);
    if (directive !== undefined) return directed(patch, directive);
    const merged: Record<string, Json> = { ...retained(original, patch) };
    const done = new Set<string>([RETAIN_KEYS]);
    for (const [key, order] of Object.entries(patch)) {
      if (!key.startsWith(ELEMENT_ORDER)) continue;
      const field = key.slice(ELEMENT_ORDER.length);
      done.add(key);
      const list = this.#ordered(merged, patch, field, order, type);
      if (list === undefined) continue;
      setOwn(merged, field, list);
      done.add(field);
    }
    for (const [key, value] of Object.entries(patch)) if (!done.has(key)) this.#field(merged, key, value, type);
    return merged;
  };

  /** A list that the patch puts into an order; undefined where there is none. */
  #ordered(merged: JsonMap, patch: JsonMap, field: string, order: Json, type: GoType): readonly Json[] | undefined {
    if (!isList(order)) throw badArgument('[]interface {}', order);
    const [original, given] = [own(merged, field), own(patch, field)];
    if (original !== undefined && !isList(original)) throw badArgument('[]interface {}', original);
    if (given !== undefined && !isList(given)) throw badArgument('[]interface {}', given);
    const patched = original === undefined && this.removes ? given && (withoutDirectives(given) as readonly Json[]) : given;
    return orderedList({ original, patch: patched, given, order, meta: metaOfSlice(type, field) }, this.maps);
  }

  #field(merged: Record<string, Json>, key: string, value: Json, type: GoType): void {
    const deletes = key.startsWith(DELETE_FROM);
    const field = deletes && key.length > DELETE_FROM.length ? key.slice(DELETE_FROM.length) : key;
    if (value === null) {
      delete merged[field];
      return;
    }
    const current = own(merged, field);
    const sameType = current !== undefined && goTypeOf(current) === goTypeOf(value);
    if (!sameType && deletes && (this.removes || current === undefined)) return;
    const next = sameType ? this.#values(current, value, field, type, deletes) : this.#alone(value);
    if (next === undefined) delete merged[field];
    else setOwn(merged, field, next);
  }

  /** A value that meets none of its type. */
  #alone(value: Json): Json | undefined {
    return this.removes ? withoutDirectives(withoutNulls(value)) : value;
  }

  /** Two values of one Go type. */
  #values(current: Json, value: Json, field: string, owner: GoType, deletes: boolean): Json {
    if (isMap(current) && isMap(value)) {
      const { strategy, type } = metaOfStruct(owner, field);
      return strategy === 'replace' ? value : this.maps(current, value, type);
    }
    if (!isList(current) || !isList(value)) return value;
    const meta = metaOfSlice(owner, field);
    return meta.strategy === 'merge' || deletes ? mergedList(current, value, meta, this.maps, deletes) : value;
  }
}

/** `removes`: directives in parts of the patch that meet nothing are taken out of them. */
export const strategicMerge = (original: JsonMap, patch: JsonMap, type: GoType, removes: boolean): JsonMap => new Merge(removes).maps(original, patch, type);
