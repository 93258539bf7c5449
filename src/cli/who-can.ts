/** `cukernetes who-can`: everybody who may do this, by which binding, and who could make themselves able to. */
import { attributesFor } from '../analysis/question';
import { whoCan, whoCanInWords } from '../analysis/who-can';
import type { PolicyOptions } from './policy-options';
import { policyFor, printed } from './policy-source';

export async function whoCanCommand(verb: string, resource: string, name: string | undefined, options: PolicyOptions): Promise<string> {
  const { policy, namespace } = await policyFor(options);
  const attributes = attributesFor({ verb, resource, namespace, ...(name !== undefined && { name }) }, policy.version);
  return printed(whoCan(policy, attributes), options.output, whoCanInWords);
}
