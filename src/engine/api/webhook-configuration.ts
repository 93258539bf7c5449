/**
 * A webhook of a MutatingWebhookConfiguration or ValidatingWebhookConfiguration as a client sends it, before it is validated, in any version of the
 * API. What is stored has more (admission/webhooks/webhook.ts).
 */
import type { LabelSelector } from 'kubernetes-types/meta/v1';

/** RuleWithOperations, of a webhook and of a policy. */
export interface SentRule {
  readonly operations?: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly apiVersions?: readonly string[];
  readonly resources?: readonly string[];
  readonly scope?: string;
}
export interface SentMatchCondition {
  readonly name?: string;
  readonly expression?: string;
}
export interface SentClientConfig {
  readonly url?: string;
  readonly caBundle?: string;
  readonly service?: { readonly name?: string; readonly namespace?: string; readonly path?: string; readonly port?: number };
}

export interface SentWebhook {
  readonly name?: string;
  readonly clientConfig?: SentClientConfig;
  readonly rules?: readonly SentRule[];
  readonly failurePolicy?: string;
  readonly matchPolicy?: string;
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly sideEffects?: string | null;
  readonly timeoutSeconds?: number;
  readonly admissionReviewVersions?: readonly string[] | null;
  readonly reinvocationPolicy?: string;
  readonly matchConditions?: readonly SentMatchCondition[];
}
