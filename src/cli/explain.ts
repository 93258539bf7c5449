/** `cukernetes explain`: may somebody do this, by which binding, and what is nearest to allowing it. */
import { decisionInWords, explainDecision } from '../analysis/explain';
import { attributesFor, identityOf } from '../analysis/question';
import type { PolicyOptions } from './policy-options';
import { policyFor, printed } from './policy-source';

export interface ExplainOptions extends PolicyOptions {
  readonly as: string;
  readonly asGroup?: readonly string[];
}

export async function explain(verb: string, resource: string, name: string | undefined, options: ExplainOptions): Promise<string> {
  const { policy, namespace } = await policyFor(options);
  const question = { verb, resource, namespace, ...(name !== undefined && { name }) };
  const attributes = attributesFor(question, policy.version, identityOf(options.as, options.asGroup ?? []));
  return printed(await explainDecision(policy, attributes), options.output, decisionInWords);
}
