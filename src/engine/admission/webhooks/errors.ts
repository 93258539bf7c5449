/**
 * How a webhook refuses, and how a call that fails does.
 * After k8s.io/apiserver/pkg/util/webhook/error.go and pkg/admission/plugin/webhook/errors/statuserror.go.
 */
import { errorText } from '../../golang/error-text';
import { quote } from '../../golang/quote';
import { badRequest, StatusError } from '../../errors/status-error';
import type { Version } from '../../versions';
import type { WebhookStatus } from './admission-review';

/** The webhook could not be asked, or did not answer the question: its failurePolicy says what that means. */
export class WebhookCallError extends Error {
  constructor(webhook: string, reason: string, options?: ErrorOptions) {
    super(`failed calling webhook ${quote(webhook)}: ${reason}`, options);
  }
}

/** `stage` is what went wrong, which older versions do not say. */
export function callError(webhook: string, stage: string, error: unknown, version: Version): WebhookCallError {
  const reason = errorText(error);
  return new WebhookCallError(webhook, version.has('webhookFailuresNameStage') ? `${stage}: ${reason}` : reason, { cause: error });
}

/** The status that the webhook gave, with its name in the message; a denial never looks like a success. */
export function denial(webhook: string, { message = '', reason = '', code = 0, details }: WebhookStatus = {}): StatusError {
  const why = message || reason;
  const denied = `admission webhook ${quote(webhook)} denied the request`;
  return new StatusError(Math.max(code, 400), reason, why === '' ? `${denied} without explanation` : `${denied}: ${why}`, details);
}

export const dryRunUnsupported = (webhook: string): StatusError => badRequest(`admission webhook ${quote(webhook)} does not support dry run`);
