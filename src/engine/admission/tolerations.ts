/** Tolerations that plugins add to those of a pod. After pkg/util/tolerations of k8s.io/kubernetes. */
import type { Toleration } from 'kubernetes-types/core/v1';

const text = (value: string | undefined): string => value ?? '';

const isSame = (a: Toleration, b: Toleration): boolean =>
  text(a.key) === text(b.key) &&
  text(a.operator) === text(b.operator) &&
  text(a.value) === text(b.value) &&
  text(a.effect) === text(b.effect) &&
  a.tolerationSeconds === b.tolerationSeconds;

/** Whether `wide` tolerates all that `narrow` does. */
function covers(wide: Toleration, narrow: Toleration): boolean {
  if (isSame(wide, narrow)) return true;
  const isOfAllKeys = text(wide.key) === '' && wide.operator === 'Exists';
  if (text(narrow.key) !== text(wide.key) && !isOfAllKeys) return false;
  if (text(narrow.effect) !== text(wide.effect) && text(wide.effect) !== '') return false;
  if (wide.effect === 'NoExecute' && wide.tolerationSeconds !== undefined)
    if (narrow.tolerationSeconds === undefined || narrow.tolerationSeconds > wide.tolerationSeconds) return false;
  if (wide.operator === 'Exists') return true;
  return (text(wide.operator) === '' || wide.operator === 'Equal') && narrow.operator === 'Equal' && text(narrow.value) === text(wide.value);
}

/** Both, without those that another one covers; of equal ones the first stays. */
export function mergedTolerations(first: readonly Toleration[] = [], second: readonly Toleration[] = []): Toleration[] {
  const all = [...first, ...second];
  const merged: Toleration[] = [];
  for (const [index, toleration] of all.entries()) {
    if (merged.some((kept) => covers(kept, toleration))) continue;
    if (all.slice(index + 1).some((later) => !isSame(toleration, later) && covers(later, toleration))) continue;
    merged.push(toleration);
  }
  return merged;
}

/** Whether a list that is not empty covers each of them. */
export const areAllCovered = (tolerations: readonly Toleration[], whitelist: readonly Toleration[]): boolean =>
  whitelist.length === 0 || tolerations.every((toleration) => whitelist.some((allowed) => covers(allowed, toleration)));
