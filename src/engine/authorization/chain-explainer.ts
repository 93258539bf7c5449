/**
 * Explains what a union of authorizers decided: each is asked in order until one allows or denies, as the union does it. An
 * authorizer without an Explainer is explained by its verdict alone.
 */
import type { Attributes } from '../api/attributes';
import type { Authorizer } from '../api/authorizer';
import type { ChainExplainer, Explainer, Explanation } from '../api/explainer';

const isExplainer = (authorizer: Authorizer | (Authorizer & Explainer)): authorizer is Authorizer & Explainer => 'explain' in authorizer;

async function explanationOf(authorizer: Authorizer, attributes: Attributes): Promise<Explanation> {
  if (isExplainer(authorizer)) return authorizer.explain(attributes);
  const { decision, reason, error } = await authorizer.authorize(attributes);
  return { authorizer: authorizer.name, decision, reason, ...(error && { error: error.message }), cause: '', nearMisses: [] };
}

export const chainExplainer = (authorizers: readonly Authorizer[]): ChainExplainer => ({
  async explain(attributes) {
    const explanations: Explanation[] = [];
    for (const authorizer of authorizers) {
      const explanation = await explanationOf(authorizer, attributes);
      explanations.push(explanation);
      if (explanation.decision !== 'NoOpinion') break;
    }
    return explanations;
  },
});
