import type { Attributes } from './attributes';
import type { Identity } from './identity';

export type Decision = 'Allow' | 'Deny' | 'NoOpinion';

/** What an authorizer says. An error beside anything but Allow makes the request fail with 500. */
export interface Verdict {
  readonly decision: Decision;
  readonly reason: string;
  readonly error?: Error;
}

/** Decides on one request. It never words HTTP. */
export interface Authorizer {
  readonly name: string;
  authorize(attributes: Attributes): Verdict | Promise<Verdict>;
}

export interface ResourceRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
}
export interface NonResourceRule {
  readonly verbs: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

/** What a subject may do in a namespace, as far as an authorizer can say; asked by SelfSubjectRulesReview. */
export interface RuleLister {
  rulesFor(user: Identity, namespace: string): SubjectRules;
}
export interface SubjectRules {
  readonly resourceRules: readonly ResourceRule[];
  readonly nonResourceRules: readonly NonResourceRule[];
  readonly incomplete: boolean;
  readonly errors: readonly string[];
}
