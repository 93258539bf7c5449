/** Steps that no scenario of any version uses: an unused step is a promise that nothing proves. */
import type { Envelope } from '@cucumber/messages';

export function unusedSteps(envelopes: readonly Envelope[]): readonly string[] {
  const used = new Set(envelopes.flatMap(({ testCase }) => testCase?.testSteps ?? []).flatMap(({ stepDefinitionIds }) => stepDefinitionIds ?? []));
  const usedPatterns = new Set(envelopes.flatMap(({ stepDefinition }) => (stepDefinition && used.has(stepDefinition.id) ? stepDefinition.pattern.source : [])));
  const patterns = envelopes.flatMap(({ stepDefinition }) => (stepDefinition === undefined ? [] : stepDefinition.pattern.source));
  return [...new Set(patterns)].filter((pattern) => !usedPatterns.has(pattern));
}
