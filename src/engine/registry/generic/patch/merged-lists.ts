/**
 * Lists in a strategic merge patch, whose elements are merged by their key, or, without one, added where they are not there.
 * After mergeSlice and mergePatchIntoOriginal of k8s.io/apimachinery/pkg/util/strategicpatch/patch.go.
 */
import type { GoType } from '../../../catalog/types';
import { own } from '../../../golang/map';
import { printValue } from '../../../golang/printf';
import { Pace, type Turns } from '../../../golang/turns';
import { goTypeOf, inOrder, isList, isMap, keyOf, noMergeKey, PatchError, unknownDirective, type Json, type JsonMap } from './element-order';
import { kindOf, type PatchMeta } from './patch-meta';

/** Merges an element of a list, by the type of its elements. */
export type MergeMaps = (original: JsonMap, patch: JsonMap, type: GoType) => Turns<JsonMap>;

const DIRECTIVE = '$patch';

/** Whether the elements of the lists, which must be of one type, are maps. */
function hasMaps(...lists: readonly (readonly Json[])[]): boolean {
  const types = new Set(lists.flat().map(goTypeOf));
  const [first] = lists.flat();
  if (first === undefined) throw new PatchError('no elements in any of the given slices');
  if (isList(first)) throw new PatchError('lists of lists are not supported');
  if (types.size > 1) throw new PatchError(`list element types are not identical: ${printValue(lists)}`);
  return isMap(first);
}

/** Each element must have the key by which they are ordered. */
function normalised(merged: readonly Json[], order: readonly Json[], original: readonly Json[], mergeKey: string, ofMaps: boolean): readonly Json[] {
  if (mergeKey !== '') checkNamed(merged, order, mergeKey);
  if (ofMaps) for (const element of [...merged, ...order, ...original]) keyOf(element, mergeKey);
  return inOrder(merged, order, original, mergeKey);
}

/** Each element is looked for among those of the order, which must be maps as far as that goes. */
function checkNamed(merged: readonly Json[], order: readonly Json[], mergeKey: string): void {
  const odd = order.findIndex((element) => !isMap(element));
  const known = new Set(order.slice(0, Math.max(0, odd)).map((element) => isMap(element) && own(element, mergeKey)));
  for (const element of merged) {
    const key = keyOf(element, mergeKey);
    if (odd >= 0 && !known.has(key)) throw new PatchError(`value for key ${odd} is not a map`);
  }
}

/** `deletes`: elements that are no maps are taken away instead of added. */
export function* mergedList(original: readonly Json[], patch: readonly Json[], meta: PatchMeta, merge: MergeMaps, deletes: boolean): Turns<readonly Json[]> {
  if (original.length === 0 && patch.length === 0) return original;
  const { mergeKey } = meta;
  if (!hasMaps(original, patch)) {
    const gone = new Set(patch);
    if (deletes) return original.filter((element) => !gone.has(element));
    return normalised([...new Set([...original, ...patch])], patch, original, mergeKey, false);
  }
  if (mergeKey === '') throw new PatchError(`cannot merge lists without merge key for ${kindOf(meta.type)}`);
  const { elements, changes } = withSpecialElements(original, patch, mergeKey);
  yield;
  return normalised(yield* withChanges(elements, changes, meta, merge), changes, elements, mergeKey, true);
}

/** Elements with $patch: delete takes the like away, replace makes the patch the whole list. */
function withSpecialElements(
  original: readonly Json[],
  patch: readonly Json[],
  mergeKey: string,
): { readonly elements: readonly Json[]; readonly changes: readonly JsonMap[] } {
  let replace = false;
  const gone = new Set<Json>();
  const changes: JsonMap[] = [];
  for (const change of patch.filter(isMap)) {
    const directive = own(change, DIRECTIVE);
    if (directive === undefined) changes.push(change);
    else if (directive === 'replace') replace = true;
    else if (directive === 'merge') throw new PatchError('merging lists cannot yet be specified in the patch');
    else if (directive === 'delete') gone.add(keyOf(change, mergeKey));
    else throw unknownDirective(directive, change);
  }
  if (replace) return { elements: changes, changes: [] };
  return { elements: gone.size === 0 ? original : original.filter((element) => !(isMap(element) && gone.has(own(element, mergeKey) ?? null))), changes };
}

/** Each change merged into the first element that has its key, or else put at the end. */
function* withChanges(elements: readonly Json[], changes: readonly JsonMap[], { mergeKey, type }: PatchMeta, merge: MergeMaps): Turns<readonly Json[]> {
  const merged = [...elements];
  const places = new Map<Json, number>();
  const place = (element: Json, at: number): void => {
    const key = isMap(element) ? own(element, mergeKey) : undefined;
    if (key !== undefined && !places.has(key)) places.set(key, at);
  };
  merged.forEach(place);
  yield;
  const pace = new Pace();
  for (const change of changes) {
    const key = own(change, mergeKey);
    if (key === undefined) throw noMergeKey(change, mergeKey);
    const at = places.get(key);
    const found = at === undefined ? undefined : merged[at];
    if (at !== undefined && isMap(found)) merged[at] = yield* merge(found, change, type);
    else place(change, merged.push(change) - 1);
    if (pace.isOver()) yield;
  }
  return merged;
}

interface Ordered {
  readonly original: readonly Json[] | undefined;
  /** The list of the patch, and as it was given. */
  readonly patch: readonly Json[] | undefined;
  readonly given: readonly Json[] | undefined;
  readonly order: readonly Json[];
  readonly meta: PatchMeta;
}

/** A list in the order that the patch says. Undefined without a list. */
export function* orderedList({ original, patch, given, order, meta }: Ordered, merge: MergeMaps): Turns<readonly Json[] | undefined> {
  checkOrder(given ?? [], order, meta.mergeKey);
  if (original === undefined && patch === undefined) return undefined;
  const [before, wanted] = [original ?? [], patch ?? []];
  const merged =
    original === undefined ? wanted : patch === undefined ? before : meta.strategy === 'merge' ? yield* mergedList(before, wanted, meta, merge, false) : wanted;
  if (meta.mergeKey !== '') checkNamed(merged, order, meta.mergeKey);
  return normalised(merged, order, before, meta.mergeKey, hasMaps(before, given ?? []));
}

/** The list of a patch must be a part of the order, in its order. */
function checkOrder(patch: readonly Json[], order: readonly Json[], mergeKey: string): void {
  if (order.length === 0 || patch.length === 0) return;
  const wanted = mergeKey === '' ? patch : patch.filter((element) => !(isMap(element) && Object.hasOwn(element, DIRECTIVE)));
  let at = 0;
  for (const element of order) {
    const next = wanted[at];
    if (next === undefined) return;
    if (mergeKey === '' ? next === element : keyOf(next, mergeKey) === keyOf(element, mergeKey)) at += 1;
  }
  if (at < wanted.length) throw new PatchError(`The order in patch list:\n${printValue(patch)}\n doesn't match $setElementOrder list:\n${printValue(order)}\n`);
}
