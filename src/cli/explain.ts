/** `cukernetes explain`: may a subject do this, by which binding, and what is nearest to allowing it. */
import { describeDecision, explainDecision } from '../analysis/explain';
import { attributesFor, doubtsAbout, identityOf } from '../analysis/question';
import { answered, beside, printed, type Outcome } from './outcome';
import type { QuestionOptions, RequesterOptions } from './policy-options';
import { policyFor } from './policy-source';
import { questionOf } from './question-of';

export type ExplainOptions = QuestionOptions & RequesterOptions;

export async function explain(verb: string, type: string, name: string | undefined, options: ExplainOptions): Promise<Outcome> {
  const { policy, namespace, findings } = await policyFor(options);
  const question = questionOf(verb, type, name, namespace, options);
  const attributes = attributesFor(question, policy.version, identityOf(options.as, options.asGroup ?? []), policy.custom);
  const decision = await explainDecision(policy, attributes);
  const doubts = doubtsAbout(question, policy.version, policy.custom);
  return answered(printed(decision, findings, options.output, describeDecision), beside(findings, doubts), decision.allowed);
}
