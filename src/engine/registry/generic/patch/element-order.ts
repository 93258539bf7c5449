/**
 * The order of a merged list: what the patch names comes in the order of the patch, what only the server has keeps its
 * place among the rest. After normalizeElementOrder of k8s.io/apimachinery/pkg/util/strategicpatch/patch.go.
 */
import { own } from '../../../golang/map';
import { badVerb, isFloat, printValue } from '../../../golang/printf';

export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json;
}

/** The patch is not well formed: 400, 422 or 500 with this text. */
export class PatchError extends Error {}

export const isMap = (value: Json | undefined): value is JsonMap => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The Go type of a decoded value; null has none. */
export function goTypeOf(value: Json): string | undefined {
  if (value === null) return undefined;
  if (isList(value)) return '[]interface {}';
  if (isMap(value)) return 'map[string]interface {}';
  if (typeof value === 'number' || typeof value === 'bigint') return isFloat(value) ? 'float64' : 'int64';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

export const badArgument = (expected: string, value: Json): PatchError =>
  new PatchError(`expected a ${expected}, but received a ${goTypeOf(value) ?? '%!s(<nil>)'}`);

export const noMergeKey = (element: JsonMap, mergeKey: string): PatchError =>
  new PatchError(`map: ${printValue(element)} does not contain declared merge key: ${mergeKey}`);

export const unknownDirective = (directive: Json, patch: JsonMap): PatchError =>
  new PatchError(`unknown patch type: ${badVerb(directive)} in map: ${printValue(patch)}`);

/** The key of an element, which must have one. */
export function keyOf(element: Json, mergeKey: string): Json {
  if (!isMap(element)) throw badArgument('map[string]interface {}', element);
  const key = own(element, mergeKey);
  if (key === undefined) throw noMergeKey(element, mergeKey);
  return key;
}

/** What identifies an element: its key, or where the list has none, itself. */
const identity = (element: Json, mergeKey: string): Json => (mergeKey !== '' && isMap(element) ? (own(element, mergeKey) ?? null) : element);

/** Where an element first is in a list; undefined where it is not. */
function positionsIn(list: readonly Json[], mergeKey: string): (element: Json) => number | undefined {
  const positions = new Map<Json, number>();
  for (const [index, element] of list.entries()) {
    const key = identity(element, mergeKey);
    if (!positions.has(key)) positions.set(key, index);
  }
  return (element) => positions.get(identity(element, mergeKey));
}

/** `order` is what the patch says; `original` the list of the server before it was merged. */
export function inOrder(merged: readonly Json[], order: readonly Json[], original: readonly Json[], mergeKey: string): readonly Json[] {
  const positionOf = positionsIn(order, mergeKey);
  const named: { readonly element: Json; readonly at: number }[] = [];
  const others: Json[] = [];
  for (const element of merged) {
    const at = positionOf(element);
    if (at === undefined) others.push(element);
    else named.push({ element, at });
  }
  const sorted = named.sort((a, b) => a.at - b.at).map(({ element }) => element);
  const originalPosition = positionsIn(original, mergeKey);
  return interleaved(sorted, byPlace(others, originalPosition), originalPosition);
}

/** What the original does not have goes behind what it has, and the last of it first, as a sort goes whose order is none. */
function byPlace(elements: readonly Json[], placeOf: (element: Json) => number | undefined): readonly Json[] {
  const known = elements.flatMap((element) => {
    const at = placeOf(element);
    return at === undefined ? [] : [{ element, at }];
  });
  const unknown = elements.filter((element) => placeOf(element) === undefined);
  return [...known.sort((a, b) => a.at - b.at).map(({ element }) => element), ...unknown.toReversed()];
}

/** Of two heads, one of the patch and one of the server's, the patch's goes first unless the original has them the other way round. */
function interleaved(patched: readonly Json[], others: readonly Json[], originalPosition: (element: Json) => number | undefined): readonly Json[] {
  const result: Json[] = [];
  let left = 0;
  let right = 0;
  for (;;) {
    const [own, other] = [patched[left], others[right]];
    if (own === undefined) return [...result, ...others.slice(right)];
    if (other === undefined) return [...result, ...patched.slice(left)];
    const [ownPlace, otherPlace] = [originalPosition(own), originalPosition(other)];
    const otherFirst = ownPlace !== undefined && otherPlace !== undefined && otherPlace < ownPlace;
    result.push(otherFirst ? other : own);
    if (otherFirst) right += 1;
    else left += 1;
  }
}
