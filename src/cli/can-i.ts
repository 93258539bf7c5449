/** `cukernetes can-i`: what `kubectl auth can-i` answers, over a policy. */
import { explainDecision } from '../analysis/explain';
import { attributesFor, doubtsAbout, identityOf } from '../analysis/question';
import { answered, beside, printed, type Outcome } from './outcome';
import { permissionsOver } from './over-policy';
import type { QuestionOptions, RequesterOptions } from './policy-options';
import { policyFor } from './policy-source';
import { questionOf } from './question-of';

export type CanIOptions = QuestionOptions & RequesterOptions & { readonly list?: boolean; readonly headers: boolean; readonly quiet?: boolean };

export async function canI(verb: string | undefined, type: string | undefined, name: string | undefined, options: CanIOptions): Promise<Outcome> {
  if (options.list === true) {
    if (verb !== undefined) throw new Error('--list takes no VERB and no TYPE: it prints all that is allowed.');
    if (options.allNamespaces === true || options.subresource !== undefined || options.quiet === true)
      throw new Error('--list is of one namespace: it goes together with neither -A, --subresource nor --quiet.');
    return permissionsOver(await policyFor(options), options);
  }
  if (verb === undefined || type === undefined) throw new Error('Write VERB and TYPE or TYPE/NAME, or --list.');
  const { policy, namespace, findings } = await policyFor(options);
  const question = questionOf(verb, type, name, namespace, options);
  const attributes = attributesFor(question, policy.version, identityOf(options.as, options.asGroup ?? []), policy.custom);
  const { allowed, authorizers } = await explainDecision(policy, attributes);
  const reason = allowed ? '' : (authorizers.find(({ authorizer, reason: said }) => authorizer === 'RBAC' && said !== '')?.reason ?? '');
  const words = `${allowed ? 'yes' : 'no'}${reason === '' ? '' : ` - ${reason}`}\n`;
  const text = options.quiet === true ? '' : printed({ allowed, reason }, findings, options.output, () => words);
  return answered(text, beside(findings, doubtsAbout(question, policy.version, policy.custom)), allowed);
}
