/**
 * The order of a merged list: what the patch names comes in the order of the patch, what only the server has keeps its
 * place among the rest. After normalizeElementOrder of k8s.io/apimachinery/pkg/util/strategicpatch/patch.go.
 */
import { own } from '../../golang/map';

export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json;
}

/** The patch is not well formed: 400 or 500 with this text. */
export class PatchError extends Error {}

export const isMap = (value: Json | undefined): value is JsonMap => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The list without the maps that have one of the keys. */
export const deleteMatching = (list: readonly Json[], mergeKey: string, keys: ReadonlySet<Json>): readonly Json[] =>
  keys.size === 0 ? list : list.filter((element) => !(isMap(element) && keys.has(own(element, mergeKey) ?? null)));

export const mergeScalars = (original: readonly Json[], patch: readonly Json[]): readonly Json[] => [...new Set([...original, ...patch])];

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
  return interleaved(sorted, others, positionsIn(original, mergeKey));
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
