/** The scopes of a quota: which objects it counts. */
import type { KubeObject } from '../../api/objects';
import type { Evaluator, QuotaScope } from './evaluator';

interface QuotaSpec {
  readonly hard?: Readonly<Record<string, string>>;
  readonly scopes?: readonly string[];
  readonly scopeSelector?: { readonly matchExpressions?: readonly QuotaScope[] };
}

export const specOf = (quota: KubeObject): QuotaSpec => (quota['spec'] ?? {}) as QuotaSpec;

export function scopesOf(quota: KubeObject): readonly QuotaScope[] {
  const { scopes = [], scopeSelector } = specOf(quota);
  return [...scopes.map((scopeName) => ({ scopeName, operator: 'Exists' })), ...(scopeSelector?.matchExpressions ?? [])];
}

/** A quota counts an object when it names something of it, and every scope of the quota covers it. */
export function counts(quota: KubeObject, object: KubeObject, { measures, matchesScope }: Evaluator): boolean {
  return Object.keys(specOf(quota).hard ?? {}).some(measures) && scopesOf(quota).every((scope) => matchesScope?.(scope, object) ?? false);
}
