/**
 * Asks a webhook about a request, and reads its answer: its audit annotations and warnings count whatever it decides.
 * After callHook of k8s.io/apiserver/pkg/admission/plugin/webhook/{mutating,validating}/dispatcher.go.
 */
import type { AdmissionAttributes } from '../../api/admission';
import type { Version } from '../../versions';
import { reviewOf, type DecodedReview } from '../../webhook/review-response';
import { webhookAdmissionKubeconfig } from '../configuration/webhook-admission';
import type { PluginContext } from '../plugin-context';
import { reviewRequest, reviewResponse, type Invocation, type ReviewRequest, type ReviewResponse } from './admission-review';
import { WebhookClients } from './clients';
import { callError, denial, dryRunUnsupported } from './errors';
import { ADMISSION_SCHEME } from './review-types';
import type { Webhook } from './webhook';

export interface Asking {
  readonly clients: WebhookClients;
  readonly version: Version;
  readonly isMutating: boolean;
}

export const askingOf = ({ storage, options: { version }, configuration }: PluginContext, isMutating: boolean): Asking => ({
  clients: new WebhookClients(storage, version, webhookAdmissionKubeconfig(configuration, version)),
  version,
  isMutating,
});

/** Fails as an error of the call, with the stage that failed. */
async function atStage<T>({ name }: Webhook, stage: string, { version }: Asking, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw callError(name, stage, error, version);
  }
}

async function called(webhook: Webhook, review: ReviewRequest, asking: Asking): Promise<DecodedReview> {
  const { clients, version } = asking;
  const call = await atStage(webhook, 'could not get REST client', asking, () => clients.callFor(webhook.clientConfig, webhook.timeoutSeconds ?? 10));
  const kind = { group: 'admission.k8s.io', version: review.version, kind: 'AdmissionReview' };
  return atStage(webhook, 'failed to call webhook', asking, async () => reviewOf(await call(review.body), kind, version, ADMISSION_SCHEME));
}

/** Throws WebhookCallError, which failurePolicy decides about, or the refusal. */
export async function ask(webhook: Webhook, attributes: AdmissionAttributes, invocation: Invocation, asking: Asking): Promise<ReviewResponse> {
  const { name, sideEffects, admissionReviewVersions } = webhook;
  if (attributes.dryRun && sideEffects !== 'None' && sideEffects !== 'NoneOnDryRun') throw dryRunUnsupported(name);
  const review = await atStage(webhook, 'could not create admission objects', asking, () =>
    reviewRequest(attributes, invocation, admissionReviewVersions ?? []),
  );
  const decoded = await called(webhook, review, asking);
  const response = await atStage(webhook, 'received invalid webhook response', asking, () => reviewResponse(review, decoded, asking.isMutating));
  for (const [key, value] of Object.entries(response.auditAnnotations)) attributes.audit.annotate(`${name}/${key}`, value);
  attributes.warnings.push(...response.warnings);
  if (!response.allowed) throw denial(name, response.status);
  return response;
}
