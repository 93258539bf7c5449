/**
 * Configurations of webhooks, admission policies and their bindings: changes are counted, and PUT needs a resourceVersion.
 * After k8s.io/kubernetes/pkg/registry/admissionregistration.
 */
import { validated, withGeneration, withStatus } from '../../generic/status-and-generation';
import type { KubeObject } from '../../../api/objects';
import type { RegistryContext } from '../../generic/context';
import type { Strategy, Validate } from '../../generic/strategy';
import type { Errors } from '../../generic/validation/checks';
import { webhookWarnings } from './webhook-warnings';
import { demandsAfter, LENIENT, STRICT } from './webhook-demands';
import { paramKindRights, paramRefRights } from './param-rights';
import { validateMutatingBinding, validateValidatingBinding } from './binding-validation';
import { validateMutatingPolicy, validateValidatingPolicy } from './policy-validation';
import { validateWebhooks } from './webhook-validation';

/** What was there before is known where it is updated. */
const compared = (validate: (object: KubeObject, context: RegistryContext, old?: KubeObject) => Errors): Strategy => ({
  validate: (object, context) => validate(object, context),
  validateUpdate: (object, old, context) => validate(object, context, old),
});
const counted = (validate: Validate): Strategy => ({ ...withGeneration(validated(validate)), allowUnconditionalUpdate: false });

const webhookConfigurations: Strategy = {
  ...withGeneration({
    validate: (object, context, { info }) => validateWebhooks(object, context, info.apiVersion === 'v1beta1' ? LENIENT : STRICT),
    validateUpdate: (object, old, context) => validateWebhooks(object, context, demandsAfter(old), old),
  }),
  warnings: webhookWarnings,
  allowUnconditionalUpdate: false,
};

export const mutatingWebhookConfigurations = webhookConfigurations;
export const validatingWebhookConfigurations = webhookConfigurations;
export const validatingAdmissionPolicies: Strategy = {
  ...withGeneration(withStatus(compared(validateValidatingPolicy))),
  lackingRights: paramKindRights,
  allowUnconditionalUpdate: false,
};
export const validatingAdmissionPolicyBindings: Strategy = {
  ...counted(validateValidatingBinding),
  lackingRights: paramRefRights('validatingadmissionpolicies'),
};
export const mutatingAdmissionPolicies: Strategy = {
  ...withGeneration(compared(validateMutatingPolicy)),
  lackingRights: paramKindRights,
  allowUnconditionalUpdate: false,
};
export const mutatingAdmissionPolicyBindings: Strategy = { ...counted(validateMutatingBinding), lackingRights: paramRefRights('mutatingadmissionpolicies') };
