/** `cukernetes who-can`: everybody who may do this, by which binding, and who could make themselves able to. */
import { attributesFor, doubtsAbout } from '../analysis/question';
import { whoCan, describeWhoCan } from '../analysis/who-can';
import { answered, beside, printed, type Outcome } from './outcome';
import type { QuestionOptions } from './policy-options';
import { policyFor } from './policy-source';
import { questionOf } from './question-of';

export async function whoCanCommand(verb: string, type: string, name: string | undefined, options: QuestionOptions): Promise<Outcome> {
  const { policy, namespace, findings } = await policyFor(options);
  const question = questionOf(verb, type, name, namespace, options);
  const answer = whoCan(policy, attributesFor(question, policy.version, undefined, policy.custom));
  return answered(printed(answer, findings, options.output, describeWhoCan), beside(findings, doubtsAbout(question, policy.version, policy.custom)));
}
