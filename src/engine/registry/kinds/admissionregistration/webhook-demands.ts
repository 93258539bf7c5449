/**
 * What a configuration of webhooks has to keep to that v1beta1 did not ask for: what was stored by it may be changed without being
 * mended. After validationOptions of pkg/apis/admissionregistration/validation/validation.go.
 */
import type { KubeObject } from '../../../api/objects';
import type { SentWebhook } from '../../../api/webhook-configuration';

export interface WebhookDemands {
  readonly noSideEffects: boolean;
  readonly uniqueNames: boolean;
}

export const STRICT: WebhookDemands = { noSideEffects: true, uniqueNames: true };
export const LENIENT: WebhookDemands = { noSideEffects: false, uniqueNames: false };

export const NO_SIDE_EFFECTS: readonly string[] = ['None', 'NoneOnDryRun'];

export function demandsAfter(old: KubeObject): WebhookDemands {
  const webhooks = (old['webhooks'] ?? []) as readonly SentWebhook[];
  return {
    noSideEffects: webhooks.every(({ sideEffects }) => NO_SIDE_EFFECTS.includes(sideEffects ?? '')),
    uniqueNames: new Set(webhooks.map(({ name }) => name)).size === webhooks.length,
  };
}
