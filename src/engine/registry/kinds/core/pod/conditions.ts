/** Conditions of a pod, each type once. */
import type { KubeObject } from '../../../../api/objects';

interface Condition {
  readonly type: string;
  readonly [field: string]: unknown;
}

export function withConditions(pod: KubeObject, changes: readonly Condition[]): KubeObject {
  const status = (pod['status'] ?? {}) as { readonly conditions?: readonly Condition[] };
  const kept = (status.conditions ?? []).filter(({ type }) => !changes.some((change) => change.type === type));
  return { ...pod, status: { ...status, conditions: [...kept, ...changes] } };
}
