/**
 * Configurations of webhooks, admission policies and their bindings: changes are counted, and PUT needs a resourceVersion.
 * After k8s.io/kubernetes/pkg/registry/admissionregistration.
 */
import { validated, withGeneration, withStatus } from '../../generic/status-and-generation';
import type { Strategy, Validate } from '../../generic/strategy';
import { validateMutatingBinding, validateMutatingPolicy, validateValidatingBinding, validateValidatingPolicy, validateWebhooks } from './validation';

const counted = (validate: Validate): Strategy => ({ ...withGeneration(validated(validate)), allowUnconditionalUpdate: false });

export const mutatingWebhookConfigurations = counted(validateWebhooks);
export const validatingWebhookConfigurations = counted(validateWebhooks);
export const validatingAdmissionPolicies: Strategy = {
  ...withGeneration(withStatus(validated(validateValidatingPolicy))),
  allowUnconditionalUpdate: false,
};
export const validatingAdmissionPolicyBindings = counted(validateValidatingBinding);
export const mutatingAdmissionPolicies = counted(validateMutatingPolicy);
export const mutatingAdmissionPolicyBindings = counted(validateMutatingBinding);
