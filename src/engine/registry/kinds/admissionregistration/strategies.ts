/**
 * Configurations of webhooks, admission policies and their bindings: changes are counted, and PUT needs a resourceVersion.
 * After k8s.io/kubernetes/pkg/registry/admissionregistration.
 */
import { validated, withGeneration, withStatus } from '../../generic/status-and-generation';
import type { Strategy, Validate } from '../../generic/strategy';
import { paramKindRights, paramRefRights } from './param-rights';
import { validateMutatingBinding, validateMutatingPolicy, validateValidatingBinding, validateValidatingPolicy, validateWebhooks } from './validation';

const counted = (validate: Validate): Strategy => ({ ...withGeneration(validated(validate)), allowUnconditionalUpdate: false });

export const mutatingWebhookConfigurations = counted(validateWebhooks);
export const validatingWebhookConfigurations = counted(validateWebhooks);
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
