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
export const isSame = (a: Json, b: Json): boolean => a === b;

export const deleteMatching = (list: readonly Json[], mergeKey: string, key: Json): readonly Json[] =>
  list.filter((element) => !(isMap(element) && isSame(own(element, mergeKey) ?? null, key)));

export const mergeScalars = (original: readonly Json[], patch: readonly Json[]): readonly Json[] => [...new Set([...original, ...patch])];

const identity = (element: Json, mergeKey: string): Json => (mergeKey !== '' && isMap(element) ? (own(element, mergeKey) ?? null) : element);
const positionIn = (list: readonly Json[], element: Json, mergeKey: string): number =>
  list.findIndex((candidate) => isSame(identity(candidate, mergeKey), identity(element, mergeKey)));

/** `order` is what the patch says; `original` the list of the server before it was merged. */
export function inOrder(merged: readonly Json[], order: readonly Json[], original: readonly Json[], mergeKey: string): readonly Json[] {
  const named = merged.filter((element) => positionIn(order, element, mergeKey) >= 0);
  const others = merged.filter((element) => positionIn(order, element, mergeKey) < 0);
  const sorted = [...named].sort((a, b) => positionIn(order, a, mergeKey) - positionIn(order, b, mergeKey));
  return interleaved(sorted, others, original, mergeKey);
}

/** Of two heads, one of the patch and one of the server's, the patch's goes first unless the original has them the other way round. */
function interleaved(patched: readonly Json[], others: readonly Json[], original: readonly Json[], mergeKey: string): readonly Json[] {
  const result: Json[] = [];
  let left = 0;
  let right = 0;
  for (;;) {
    const [own, other] = [patched[left], others[right]];
    if (own === undefined) return [...result, ...others.slice(right)];
    if (other === undefined) return [...result, ...patched.slice(left)];
    const [ownPlace, otherPlace] = [positionIn(original, own, mergeKey), positionIn(original, other, mergeKey)];
    const otherFirst = ownPlace >= 0 && otherPlace >= 0 && otherPlace < ownPlace;
    result.push(otherFirst ? other : own);
    if (otherFirst) right += 1;
    else left += 1;
  }
}
