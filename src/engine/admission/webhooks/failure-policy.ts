/** What becomes of a request whose webhook could not be asked: its failurePolicy decides. The same for both kinds of webhooks. */
import type { AdmissionAttributes } from '../../api/admission';
import { internalError } from '../../errors/status-error';
import type { Version } from '../../versions';
import { WebhookCallError } from './errors';
import type { Webhook } from './webhook';

/**
 * Lets the request pass where failurePolicy is Ignore, and says so in the audit log. Otherwise throws what it is refused with; the refusal of
 * a webhook that was asked is thrown as it came.
 */
export function passIfIgnored(
  error: unknown,
  { name, failurePolicy }: Webhook,
  { audit, details }: AdmissionAttributes,
  annotation: string,
  version: Version,
): void {
  if (!(error instanceof WebhookCallError)) throw error;
  if (failurePolicy !== 'Ignore') throw internalError(error.message);
  details?.push(`failurePolicy Ignore lets it pass: ${error.message}`);
  if (version.has('webhooksFailOpenInAudit')) audit.annotate(annotation, name);
}
