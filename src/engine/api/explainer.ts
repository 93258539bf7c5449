import type { Attributes } from './attributes';
import type { Decision, ResourceRule } from './authorizer';

/** A rule of a role as it is written: on resources, on paths, or on both. */
export interface ExplainedRule extends ResourceRule {
  readonly nonResourceURLs?: readonly string[];
}

/** That a binding gives a rule of a role to a subject. Absent strings are ''. */
export interface Evidence {
  readonly binding: { readonly kind: 'ClusterRoleBinding' | 'RoleBinding'; readonly namespace: string; readonly name: string };
  readonly role: { readonly kind: string; readonly namespace: string; readonly name: string };
  readonly subject: { readonly kind: string; readonly namespace: string; readonly name: string };
  /** Absent if the role is not there. `position` counts from 0. */
  readonly rule?: ExplainedRule & { readonly position: number };
}

/** The one thing without which it would have been allowed. */
export type Lack = 'verb' | 'apiGroup' | 'resource' | 'name' | 'path' | 'namespace' | 'subject' | 'role';

/** A binding, or a line of a policy file, that all but allows a request. */
export interface NearMiss {
  readonly lacks: Lack;
  readonly message: string;
  /** Of a binding. */
  readonly evidence?: Evidence;
}

/** What one authorizer of the chain said of a request, and why. */
export interface Explanation {
  readonly authorizer: string;
  readonly decision: Decision;
  /** The reason of its verdict, which clients may see. */
  readonly reason: string;
  readonly error?: string;
  /** Why it said that, in a sentence; '' where there is nothing to add to the reason. */
  readonly cause: string;
  readonly allowedBy?: Evidence;
  /** The nearest first; none where it allowed. */
  readonly nearMisses: readonly NearMiss[];
}

/**
 * An authorizer that can say more of a decision than its verdict does. An authorizer that cannot is explained by its verdict.
 * Explaining may be slow: no request waits for it.
 */
export interface Explainer {
  explain(attributes: Attributes): Explanation | Promise<Explanation>;
}

/** Explains a decision of a whole chain: what each authorizer that was asked said, in the order in which they were asked. */
export interface ChainExplainer {
  explain(attributes: Attributes): Promise<readonly Explanation[]>;
}
