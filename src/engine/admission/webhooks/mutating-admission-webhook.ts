/**
 * MutatingAdmissionWebhook: the webhooks of MutatingWebhookConfigurations that a request concerns are asked one after the other, by the
 * names of their configurations; each sees what those before it made of the object. Where one changed it, those that have the
 * reinvocationPolicy IfNeeded and were asked before are asked once more. A webhook that cannot be asked refuses the request, unless its
 * failurePolicy is Ignore. After k8s.io/apiserver/pkg/admission/plugin/webhook/mutating.
 */
import type { AdmissionPlugin, MutationAttributes } from '../../api/admission';
import { encodeJson, sameJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import { inTurns } from '../../golang/turns';
import { inFieldOrder } from '../field-order';
import { inOwnNamespace } from '../matching/own-namespace';
import type { PluginContext } from '../plugin-context';
import type { Invocation } from './admission-review';
import { ask, askingOf } from './ask';
import { passIfIgnored } from './failure-policy';
import { patched, type Patched } from './patched';
import { Reinvoked } from './reinvoked';
import { invocationOf, mayConcernWebhooks } from './selection';
import { asKind } from '../matching/versioned';
import { configuredWebhooks, type ConfiguredWebhook } from './webhook';

const MUTATION = 'mutation.webhook.admission.k8s.io/';
const PATCH = 'patch.webhook.admission.k8s.io/';

export function createMutatingAdmissionWebhook(context: PluginContext): AdmissionPlugin {
  const { storage, options } = context;
  const { version } = options;
  const asking = askingOf(context, true);

  /** What one webhook makes of the object; undefined where it leaves it alone. */
  const asked = async (
    { webhook, configuration }: ConfiguredWebhook,
    key: string,
    attributes: MutationAttributes,
    invocation: Invocation,
  ): Promise<Patched | undefined> => {
    let change: Patched | undefined;
    try {
      const response = await ask(webhook, attributes, invocation, asking);
      change = await patched(webhook.name, response, invocation.object, invocation.kind, version);
    } catch (error) {
      passIfIgnored(error, webhook, attributes, `failed-open.${MUTATION}${key}`, version);
    } finally {
      attributes.audit.annotate(`${MUTATION}${key}`, encodeJson({ configuration, webhook: webhook.name, mutated: change?.changed === true }));
    }
    if (change?.changed === true) attributes.details?.push(`webhook ${quote(webhook.name)} of MutatingWebhookConfiguration ${quote(configuration)}`);
    if (change !== undefined && attributes.audit.keeps('Request'))
      attributes.audit.annotate(`${PATCH}${key}`, encodeJson({ configuration, webhook: webhook.name, patch: change.patch, patchType: 'JSONPatch' }), 'Request');
    return change && { ...change, object: asKind(change.object, invocation.kind, attributes.kind, version) ?? change.object };
  };

  return {
    name: 'MutatingAdmissionWebhook',
    handles: () => true,
    async admit(given) {
      const attributes = inOwnNamespace(given);
      const { reinvocation } = attributes;
      if (!mayConcernWebhooks(attributes, version)) return attributes.object;
      const webhooks = configuredWebhooks(storage, 'mutatingwebhookconfigurations');
      if (webhooks.length === 0) return attributes.object;
      let object = attributes.object && (await inTurns(inFieldOrder(attributes.object, attributes.kind, version)));
      const reinvoked = reinvocation.kept('MutatingAdmissionWebhook', () => new Reinvoked());
      if (reinvocation.isReinvoke && !(await inTurns(sameJson(reinvoked.output, object)))) reinvoked.changed();
      for (const [at, configured] of webhooks.entries()) {
        const current: MutationAttributes = { ...attributes, ...(object && { object }) };
        const invocation = await invocationOf(configured.webhook, current, context);
        if (invocation === undefined || (reinvocation.isReinvoke && !reinvoked.mayRun(configured.uid))) continue;
        const change = await asked(configured, `round_${reinvocation.isReinvoke ? 1 : 0}_index_${at}`, current, invocation);
        if (change !== undefined) object = change.object;
        if (change?.changed === true) {
          reinvoked.changed();
          reinvocation.require();
        }
        if (configured.webhook.reinvocationPolicy === 'IfNeeded') reinvoked.ran(configured.uid);
      }
      reinvoked.output = object;
      return object;
    },
  };
}
