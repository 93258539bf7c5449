/** `cukernetes who-can`: everybody who may do this, by which binding, and who could make themselves able to. */
import type { Outcome } from './outcome';
import { whoCanOver } from './over-policy';
import type { QuestionOptions } from './policy-options';
import { policyFor } from './policy-source';
import { questionOf } from './question-of';

export async function whoCanCommand(verb: string, type: string, name: string | undefined, options: QuestionOptions): Promise<Outcome> {
  const source = await policyFor(options);
  return whoCanOver(source, questionOf(verb, type, name, source.namespace, options), options);
}
