/** Why a request is allowed by a policy, or what comes nearest to allowing it. The chain is that of a server with --authorization-mode=RBAC. */
import type { Attributes } from '../engine/api/attributes';
import type { Explanation } from '../engine/api/explainer';
import { chainExplainer } from '../engine/authorization/chain-explainer';
import { privilegedGroup } from '../engine/authorization/privileged-group';
import { RbacAuthorizer } from '../engine/authorization/rbac/rbac-authorizer';
import { explanationLines } from './explanation-lines';
import type { Policy } from './policy';
import { describeQuestion } from './question';

export interface ExplainedDecision {
  readonly allowed: boolean;
  readonly question: string;
  readonly user: string;
  readonly groups: readonly string[];
  /** What each authorizer that was asked said. */
  readonly authorizers: readonly Explanation[];
}

/** What a server with these objects says, for one that cannot be asked why. */
export const explainFromPolicy = ({ storage }: Policy, attributes: Attributes): Promise<readonly Explanation[]> =>
  chainExplainer([privilegedGroup, new RbacAuthorizer(storage)]).explain(attributes);

export async function explainDecision(policy: Policy, attributes: Attributes): Promise<ExplainedDecision> {
  const authorizers = await explainFromPolicy(policy, attributes);
  const { name, groups } = attributes.user;
  return { allowed: authorizers.some(({ decision }) => decision === 'Allow'), question: describeQuestion(attributes), user: name, groups, authorizers };
}

export function describeDecision({ allowed, question, user, groups, authorizers }: ExplainedDecision): string {
  return [
    `${allowed ? 'yes' : 'no'}: ${user} ${allowed ? 'may' : 'may not'} ${question}`,
    `(groups ${groups.join(', ')})`,
    '',
    ...authorizers.flatMap(explanationLines),
    '',
  ].join('\n');
}
