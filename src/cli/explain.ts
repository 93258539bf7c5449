/** `cukernetes explain`: may a subject do this, by which binding, and what is nearest to allowing it. */
import type { Outcome } from './outcome';
import { explainOver } from './over-policy';
import type { QuestionOptions, RequesterOptions } from './policy-options';
import { policyFor } from './policy-source';
import { questionOf } from './question-of';

export type ExplainOptions = QuestionOptions & RequesterOptions;

export async function explain(verb: string, type: string, name: string | undefined, options: ExplainOptions): Promise<Outcome> {
  const source = await policyFor(options);
  return explainOver(source, questionOf(verb, type, name, source.namespace, options), options);
}
