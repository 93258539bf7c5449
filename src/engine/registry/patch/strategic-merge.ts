/**
 * Strategic merge: a merge patch that knows which lists are merged, and by which key of their elements, from the Go types.
 * Directives: $patch, $retainKeys, $deleteFromPrimitiveList/x, $setElementOrder/x.
 * After k8s.io/apimachinery/pkg/util/strategicpatch/patch.go.
 */
import type { GoType } from '../../catalog/types';
import { deleteMatching, inOrder, isMap, type Json, type JsonMap, mergeScalars, PatchError } from './element-order';
import { own, setOwn } from '../../golang/map';

const DIRECTIVE = '$patch';
const RETAIN_KEYS = '$retainKeys';
const DELETE_FROM = '$deleteFromPrimitiveList/';
const ELEMENT_ORDER = '$setElementOrder/';

interface FieldMeta {
  readonly strategy: string;
  readonly mergeKey: string;
  /** The type of the field's own fields, or of those of its elements. */
  readonly type: GoType | undefined;
}

const plain = (type: GoType | undefined): GoType | undefined => {
  if (type?.kind === 'pointer') return plain(type.elem);
  return type;
};

/** What the type says of a field; a map's values all have its element type. */
function metaOf(type: GoType | undefined, field: string): FieldMeta {
  if (type?.kind === 'map') return { strategy: '', mergeKey: '', type: plain(type.elem) };
  const found = type?.kind === 'struct' ? type.field(field) : undefined;
  const own = plain(found?.type);
  const strategies = (found?.patchStrategy ?? '').split(',').filter((strategy) => strategy !== 'retainKeys');
  return { strategy: strategies[0] ?? '', mergeKey: found?.patchMergeKey ?? '', type: own?.kind === 'slice' ? plain(own.elem) : own };
}

function withoutDirective(patch: JsonMap, directive: Json | undefined): JsonMap {
  if (directive === 'delete') return {};
  if (directive !== 'replace') throw new PatchError(`unknown patch type found: ${String(directive)}`);
  const { [DIRECTIVE]: _directive, ...rest } = patch;
  return rest;
}

function retained(original: JsonMap, patch: JsonMap): JsonMap {
  const keys = patch[RETAIN_KEYS];
  if (keys === undefined) return original;
  if (!Array.isArray(keys)) throw new PatchError('invalid patch format of retainKeys');
  const listed = new Set<Json>(keys as readonly Json[]);
  const unlisted = Object.entries(patch).some(([key, value]) => value !== null && !key.startsWith('$') && !listed.has(key));
  if (unlisted) throw new PatchError('invalid patch format of retainKeys');
  return Object.fromEntries(Object.entries(original).filter(([key]) => listed.has(key)));
}

export function strategicMerge(original: JsonMap, patch: JsonMap, type: GoType | undefined): JsonMap {
  if (DIRECTIVE in patch) return withoutDirective(patch, patch[DIRECTIVE]);
  const merged: Record<string, Json> = { ...retained(original, patch) };
  const ordered = new Set<string>();
  for (const [key, order] of Object.entries(patch)) {
    if (!key.startsWith(ELEMENT_ORDER)) continue;
    const field = key.slice(ELEMENT_ORDER.length);
    const list = inGivenOrder(own(merged, field), own(patch, field), order ?? null, metaOf(type, field));
    if (list !== undefined) setOwn(merged, field, list);
    ordered.add(field);
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key === RETAIN_KEYS || key.startsWith(ELEMENT_ORDER) || ordered.has(key)) continue;
    if (key.startsWith(DELETE_FROM)) {
      const field = key.slice(DELETE_FROM.length);
      const current = own(merged, field);
      if (!Array.isArray(current) || !Array.isArray(value)) continue;
      const gone = new Set<Json>(value as readonly Json[]);
      setOwn(
        merged,
        field,
        (current as readonly Json[]).filter((element) => !gone.has(element)),
      );
      continue;
    }
    if (value === null || value === undefined) delete merged[key];
    else setOwn(merged, key, mergedValue(own(merged, key), value, metaOf(type, key)));
  }
  return merged;
}

function mergedValue(original: Json | undefined, value: Json, meta: FieldMeta): Json {
  if (isMap(value) && isMap(original)) return meta.strategy === 'replace' ? value : strategicMerge(original, value, meta.type);
  if (Array.isArray(value) && Array.isArray(original)) return meta.strategy === 'merge' ? mergedList(original, value, meta) : value;
  return value;
}

const isListOfMaps = (...lists: readonly (readonly Json[])[]): boolean => lists.some((list) => list.some(isMap));

function mergedList(original: readonly Json[], patch: readonly Json[], meta: FieldMeta, order: readonly Json[] = patch): readonly Json[] {
  if (original.length === 0 && patch.length === 0) return original;
  if (!isListOfMaps(original, patch)) return inOrder(mergeScalars(original, patch), order, original, '');
  if (meta.mergeKey === '') throw new PatchError('cannot merge lists without merge key');
  const { elements, changes } = specialElements(original, patch, meta.mergeKey);
  return inOrder(mergedElements(elements, changes, meta), order, original, meta.mergeKey);
}

/** Elements with $patch: delete takes the like away, replace makes the patch the whole list. */
function specialElements(
  original: readonly Json[],
  patch: readonly Json[],
  mergeKey: string,
): { readonly elements: readonly Json[]; readonly changes: readonly JsonMap[] } {
  let replace = false;
  const gone = new Set<Json>();
  const changes: JsonMap[] = [];
  for (const change of patch) {
    if (!isMap(change)) throw new PatchError('list element types are not identical');
    const directive = change[DIRECTIVE];
    if (directive === undefined) changes.push(change);
    else if (directive === 'replace') replace = true;
    else if (directive === 'merge') throw new PatchError('merging lists cannot yet be specified in the patch');
    else if (directive === 'delete') gone.add(keyOf(change, mergeKey));
    else throw new PatchError(`unknown patch type found: ${String(directive)}`);
  }
  return replace ? { elements: changes, changes: [] } : { elements: deleteMatching(original, mergeKey, gone), changes };
}

function keyOf(element: JsonMap, mergeKey: string): Json {
  const value = own(element, mergeKey);
  if (value === undefined) throw new PatchError(`map: ${goMap(element)} does not contain declared merge key: ${mergeKey}`);
  return value;
}
const goMap = (map: JsonMap): string =>
  `map[${Object.keys(map)
    .sort()
    .map((key) => `${key}:${String(own(map, key))}`)
    .join(' ')}]`;

/** Each change merged into the first element that has its key, or else put at the end. */
function mergedElements(elements: readonly Json[], changes: readonly JsonMap[], { mergeKey, type }: FieldMeta): readonly Json[] {
  const merged = [...elements];
  const places = new Map<Json, number>();
  const place = (element: Json, at: number): void => {
    const key = isMap(element) ? (own(element, mergeKey) ?? null) : undefined;
    if (key !== undefined && !places.has(key)) places.set(key, at);
  };
  merged.forEach(place);
  for (const change of changes) {
    const at = places.get(keyOf(change, mergeKey));
    const found = at === undefined ? undefined : merged[at];
    if (at !== undefined && isMap(found)) merged[at] = strategicMerge(found, change, type);
    else place(change, merged.push(change) - 1);
  }
  return merged;
}

function inGivenOrder(original: Json | undefined, patch: Json | undefined, order: Json, meta: FieldMeta): readonly Json[] | undefined {
  if (!Array.isArray(order)) throw new PatchError('invalid patch format of setElementOrder list');
  if (original === undefined && patch === undefined) return undefined;
  const current = Array.isArray(original) ? original : [];
  if (patch === undefined) return inOrder(current, order, current, meta.mergeKey);
  if (!Array.isArray(patch)) throw new PatchError('invalid patch format of setElementOrder list');
  if (original === undefined) return inOrder(patch, order, [], meta.mergeKey);
  const merged = meta.strategy === 'merge' ? mergedList(current, patch, meta) : patch;
  return inOrder(merged, order, current, meta.mergeKey);
}
