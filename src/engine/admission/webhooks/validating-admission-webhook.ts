/**
 * ValidatingAdmissionWebhook: the webhooks of ValidatingWebhookConfigurations that a request concerns are asked all at once, when the
 * object is final. Each may refuse it, and none changes it. One that cannot be asked refuses it too, unless its failurePolicy is Ignore.
 * After k8s.io/apiserver/pkg/admission/plugin/webhook/validating.
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import { internalError } from '../../errors/status-error';
import { inOwnNamespace } from '../matching/own-namespace';
import type { PluginContext } from '../plugin-context';
import type { Invocation } from './admission-review';
import { ask, askingOf } from './ask';
import { WebhookCallError } from './errors';
import { invocationOf, mayConcernWebhooks } from './selection';
import { configuredWebhooks, type Webhook } from './webhook';

const FAILED_OPEN = 'failed-open.validating.webhook.admission.k8s.io/';

interface Relevant {
  readonly webhook: Webhook;
  readonly invocation: Invocation;
}

export function createValidatingAdmissionWebhook(context: PluginContext): AdmissionPlugin {
  const { storage, options } = context;
  const { version } = options;
  const asking = askingOf(context, false);

  /** Resolves to what the request is refused with. */
  const asked = async ({ webhook, invocation }: Relevant, at: number, attributes: AdmissionAttributes): Promise<unknown> => {
    try {
      await ask(webhook, attributes, invocation, asking);
      return undefined;
    } catch (error) {
      if (!(error instanceof WebhookCallError)) return error;
      if (webhook.failurePolicy !== 'Ignore') return internalError(error.message);
      attributes.details?.push(`failurePolicy Ignore lets it pass: ${error.message}`);
      if (version.has('webhooksFailOpenInAudit')) attributes.audit.annotate(`${FAILED_OPEN}round_0_index_${at}`, webhook.name);
      return undefined;
    }
  };

  return {
    name: 'ValidatingAdmissionWebhook',
    handles: () => true,
    async validate(given) {
      const attributes = inOwnNamespace(given);
      if (!mayConcernWebhooks(attributes, version)) return;
      const relevant: Relevant[] = [];
      for (const { webhook } of configuredWebhooks(storage, 'validatingwebhookconfigurations')) {
        const invocation = await invocationOf(webhook, attributes, context);
        if (invocation !== undefined) relevant.push({ webhook, invocation });
      }
      // The first refusal that comes back is the one that is answered.
      const refusals: unknown[] = [];
      await Promise.all(
        relevant.map(async (one, at) => {
          const refusal = await asked(one, at, attributes);
          if (refusal !== undefined) refusals.push(refusal);
        }),
      );
      if (refusals.length > 0) throw refusals[0];
    },
  };
}
