/**
 * Members of system:masters may do everything, whatever the modes and their order: this authorizer is always asked first
 * and cannot be configured away. After k8s.io/apiserver/pkg/authorization/authorizerfactory/builtin.go.
 */
import type { Attributes } from '../api/attributes';
import type { Authorizer, Verdict } from '../api/authorizer';
import type { Explainer } from '../api/explainer';

export const PRIVILEGED_GROUP = 'system:masters';

const ALLOW: Verdict = { decision: 'Allow', reason: '' };
const NO_OPINION: Verdict = { decision: 'NoOpinion', reason: '' };

const verdictOn = ({ user }: Attributes): Verdict => (user.groups.includes(PRIVILEGED_GROUP) ? ALLOW : NO_OPINION);

export const privilegedGroup = {
  name: 'PrivilegedGroup',
  authorize: verdictOn,
  explain: (attributes) => {
    const { decision, reason } = verdictOn(attributes);
    return {
      authorizer: 'PrivilegedGroup',
      decision,
      reason,
      cause: `the requester is ${decision === 'Allow' ? '' : 'not '}in the group ${PRIVILEGED_GROUP}`,
      nearMisses: [],
    };
  },
} satisfies Authorizer & Explainer;
