/** What the commands over a policy answer, once the policy is there: the commands and the playground of the site share it. */
import { isOfServer, type Finding } from '../analysis/finding';
import { describeDecision, explainDecision } from '../analysis/explain';
import { PERMISSION_COLUMNS, permissionRows, permissionsOf } from '../analysis/permissions';
import type { Policy } from '../analysis/policy';
import type { ManifestPolicy } from '../analysis/policy-of-manifests';
import { attributesFor, doubtsAbout, identityOf, type Question } from '../analysis/question';
import { describeWhoCan, whoCan } from '../analysis/who-can';
import { UsageError } from '../runner/usage-error';
import { answered, beside, printed, type Outcome } from './outcome';
import type { PolicyOptions, RequesterOptions } from './policy-options';
import { tableText } from './table-text';

export interface PolicySource {
  readonly policy: Policy;
  readonly namespace: string;
  /** What a server would refuse of the manifests. */
  readonly findings: readonly Finding[];
}

type Printed = Pick<PolicyOptions, 'output'>;

/** The namespace of the request: '' asks over all of them. */
export function namespaceAsked({ namespace, allNamespaces = false }: Pick<PolicyOptions, 'namespace' | 'allNamespaces'>, given?: string): string {
  if (namespace !== undefined && allNamespaces) throw new Error('Either one namespace (-n) or all of them (-A), not both.');
  return allNamespaces ? '' : (namespace ?? given ?? 'default');
}

/** Throws a UsageError where a manifest cannot be read. */
export function sourceOfManifests({ policy, findings }: ManifestPolicy, namespace: string): PolicySource {
  const unread = findings.filter(({ rule }) => rule === 'unreadable');
  if (unread.length > 0) throw new UsageError(unread.map(({ file, line, message }) => `${file}${line === 0 ? '' : `:${line}`}: ${message}`).join('\n'));
  return { policy, namespace, findings: findings.filter(isOfServer) };
}

export async function explainOver(
  { policy, findings }: PolicySource,
  question: Question,
  { as, asGroup = [], output }: RequesterOptions & Printed,
): Promise<Outcome> {
  const attributes = attributesFor(question, policy.version, identityOf(as, asGroup), policy.custom);
  const decision = await explainDecision(policy, attributes);
  const doubts = doubtsAbout(question, policy.version, policy.custom);
  return answered(printed(decision, findings, output, describeDecision), beside(findings, doubts), decision.allowed);
}

export function whoCanOver({ policy, findings }: PolicySource, question: Question, { output }: Printed): Outcome {
  const answer = whoCan(policy, attributesFor(question, policy.version, undefined, policy.custom));
  return answered(printed(answer, findings, output, describeWhoCan), beside(findings, doubtsAbout(question, policy.version, policy.custom)));
}

interface ListOptions extends RequesterOptions, Printed {
  readonly headers: boolean;
}

export function permissionsOver({ policy, namespace, findings }: PolicySource, { as, asGroup = [], headers, output }: ListOptions): Outcome {
  const permissions = permissionsOf(policy, identityOf(as, asGroup), namespace);
  const table = [...(headers ? [PERMISSION_COLUMNS] : []), ...permissionRows(permissions)];
  const doubts = permissions.incomplete === undefined ? [] : [`the list may be incomplete: ${permissions.incomplete}`];
  return answered(
    printed(permissions, findings, output, () => tableText(table)),
    beside(findings, doubts),
  );
}
