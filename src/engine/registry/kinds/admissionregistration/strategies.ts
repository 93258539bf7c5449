/**
 * Configurations of webhooks, admission policies and their bindings: changes are counted, and PUT needs a resourceVersion.
 * After k8s.io/kubernetes/pkg/registry/admissionregistration.
 */
import { validated, withGeneration, withStatus } from '../../generic/status-and-generation';
import type { Strategy, Validate } from '../../generic/strategy';
import { demandsAfter, LENIENT, STRICT } from './webhook-demands';
import { paramKindRights, paramRefRights } from './param-rights';
import { validateMutatingBinding, validateMutatingPolicy, validateValidatingBinding, validateValidatingPolicy, validateWebhooks } from './validation';

const counted = (validate: Validate): Strategy => ({ ...withGeneration(validated(validate)), allowUnconditionalUpdate: false });

const webhookConfigurations: Strategy = {
  ...withGeneration({
    validate: (object, context, { info }) => validateWebhooks(object, context, info.apiVersion === 'v1beta1' ? LENIENT : STRICT),
    validateUpdate: (object, old, context) => validateWebhooks(object, context, demandsAfter(old)),
  }),
  allowUnconditionalUpdate: false,
};

export const mutatingWebhookConfigurations = webhookConfigurations;
export const validatingWebhookConfigurations = webhookConfigurations;
export const validatingAdmissionPolicies: Strategy = {
  ...withGeneration(withStatus(validated(validateValidatingPolicy))),
  lackingRights: paramKindRights,
  allowUnconditionalUpdate: false,
};
export const validatingAdmissionPolicyBindings: Strategy = {
  ...counted(validateValidatingBinding),
  lackingRights: paramRefRights('validatingadmissionpolicies'),
};
export const mutatingAdmissionPolicies: Strategy = { ...counted(validateMutatingPolicy), lackingRights: paramKindRights };
export const mutatingAdmissionPolicyBindings: Strategy = { ...counted(validateMutatingBinding), lackingRights: paramRefRights('mutatingadmissionpolicies') };
