/**
 * ValidatingAdmissionWebhook: the webhooks of ValidatingWebhookConfigurations that a request concerns are asked all at once, when the
 * object is final. Each may refuse it, and none changes it. One that cannot be asked refuses it too, unless its failurePolicy is Ignore.
 * After k8s.io/apiserver/pkg/admission/plugin/webhook/validating.
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import { inOwnNamespace } from '../matching/own-namespace';
import type { PluginContext } from '../plugin-context';
import type { Invocation } from './admission-review';
import { ask, askingOf } from './ask';
import { passIfIgnored } from './failure-policy';
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

  /** Throws what the request is refused with. */
  const asked = async ({ webhook, invocation }: Relevant, at: number, attributes: AdmissionAttributes): Promise<void> => {
    try {
      await ask(webhook, attributes, invocation, asking);
    } catch (error) {
      passIfIgnored(error, webhook, attributes, `${FAILED_OPEN}round_0_index_${at}`, version);
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
      await Promise.all(relevant.map((one, at) => asked(one, at, attributes).catch((refusal: unknown) => refusals.push(refusal))));
      if (refusals.length > 0) throw refusals[0];
    },
  };
}
