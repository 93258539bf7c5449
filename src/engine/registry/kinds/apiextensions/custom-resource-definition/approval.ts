/**
 * Groups of Kubernetes itself: a definition in one has to say who approved it.
 * After k8s.io/apiextensions-apiserver/pkg/apihelpers/helpers.go and controller/apiapproval.
 */
import { quote } from '../../../../golang/quote';
import { parseUrl } from '../../../../golang/url';
import type { Condition, Definition } from '../../../custom-resources/definition';

export const APPROVAL = 'api-approved.kubernetes.io';
const isProtected = (group: string): boolean => /(?:^|\.)(?:k8s|kubernetes)\.io$/.test(group);

type State = 'missing' | 'bypassed' | 'approved' | 'invalid';

export interface Approval {
  readonly state: State;
  readonly reason: string;
}

function isLink(text: string): boolean {
  try {
    const { host, scheme } = parseUrl(text);
    return host !== '' && scheme !== '';
  } catch {
    return false;
  }
}

export function approvalOf(value: string): Approval {
  if (value === '')
    return {
      state: 'missing',
      reason: `protected groups must have approval annotation ${quote(APPROVAL)}, see https://github.com/kubernetes/enhancements/pull/1111`,
    };
  if (value.startsWith('unapproved')) return { state: 'bypassed', reason: `not approved: ${quote(value)}` };
  if (isLink(value)) return { state: 'approved', reason: `approved in ${value}` };
  return {
    state: 'invalid',
    reason: `protected groups must have approval annotation ${quote(APPROVAL)} with either a URL or a reason starting with "unapproved", see https://github.com/kubernetes/enhancements/pull/1111`,
  };
}

/** Undefined where no approval is needed. */
export const approvalOfDefinition = ({ metadata, spec }: Pick<Definition, 'metadata' | 'spec'>): Approval | undefined =>
  isProtected(spec.group) ? approvalOf(metadata.annotations?.[APPROVAL] ?? '') : undefined;

const STATES: Readonly<Record<State, Pick<Condition, 'status' | 'reason'>>> = {
  missing: { status: 'False', reason: 'MissingAnnotation' },
  bypassed: { status: 'False', reason: 'UnapprovedAnnotation' },
  approved: { status: 'True', reason: 'ApprovedAnnotation' },
  invalid: { status: 'Unknown', reason: 'UnknownAnnotation' },
};

export function approvalCondition(definition: Definition): Condition | undefined {
  const approval = approvalOfDefinition(definition);
  return approval && { type: 'KubernetesAPIApprovalPolicyConformant', ...STATES[approval.state], message: approval.reason };
}
