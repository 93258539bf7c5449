/** Kinds with little of their own: quotas, ranges, leases, budgets, priorities, admission and flow control. */
import { randomUUID } from 'node:crypto';
import { validateAutoscaler } from './autoscaling/horizontal-pod-autoscaler/validation';
import {
  validateMutatingBinding,
  validateMutatingPolicy,
  validateValidatingBinding,
  validateValidatingPolicy,
  validateWebhooks,
} from './admissionregistration/validation';
import { keepAvailability, withLocalCondition } from './apiregistration/api-service/availability';
import { validateApiService } from './apiregistration/api-service/validation';
import { nameIsPathSegment } from '../../apimachinery/names';
import { validateFlowSchema, validatePriorityLevel } from './flowcontrol/validation';
import { validatePodSecurityPolicy } from './policy/pod-security-policy/validation';
import { validateLimitRange, validateResourceQuota } from './core/resource-quota/validation';
import { forbidden } from '../../errors/status-error';
import {
  isSystemPriorityClass,
  validateDisruptionBudget,
  validateLease,
  validatePriorityClass,
  validatePriorityClassUpdate,
  validateRuntimeClass,
} from './scheduling/validation';
import { withMeta } from '../../storage/object-meta';
import type { Strategy } from '../generic/strategy';
import { firstGeneration, validated, withGeneration, withGenerationSince, withStatus } from '../generic/status-and-generation';

const conditional: Strategy = { allowUnconditionalUpdate: false };

const registered = withStatus(validated(validateApiService, { foreign: true, validateName: nameIsPathSegment }));
const apiServices: Strategy = {
  ...registered,
  prepareForCreate: (object, call, context) => withLocalCondition(registered.prepareForCreate?.(object, call, context) ?? object),
  stored: (_object, _old, context) => keepAvailability(context),
};

export const cluster: Readonly<Record<string, Strategy>> = {
  // One without a name is given a uid for it.
  '/limitranges': validated(validateLimitRange, {
    allowCreateOnUpdate: true,
    prepareForCreate: (object) => ((object.metadata.name ?? '') === '' ? withMeta(object, { name: randomUUID() }) : object),
  }),
  '/resourcequotas': { ...withStatus(validated(validateResourceQuota)), returnsDeletedObject: () => true },
  'coordination.k8s.io/leases': validated(validateLease, { allowCreateOnUpdate: true, allowUnconditionalUpdate: false }),
  'coordination.k8s.io/leasecandidates': { allowCreateOnUpdate: true, allowUnconditionalUpdate: false },
  'node.k8s.io/runtimeclasses': validated(validateRuntimeClass, { ...conditional, allowCreateOnUpdate: true }),
  'policy/poddisruptionbudgets': { ...withGeneration(withStatus(validated(validateDisruptionBudget, { validateName: nameIsPathSegment }))), ...conditional },
  'policy/podsecuritypolicies': validated(validatePodSecurityPolicy, { returnsDeletedObject: () => true }),
  'scheduling.k8s.io/priorityclasses': {
    validate: validatePriorityClass,
    validateUpdate: validatePriorityClassUpdate,
    prepareForCreate: firstGeneration,
    checkDelete: (name) => {
      if (!isSystemPriorityClass(name)) return;
      const resource = { group: 'scheduling.k8s.io', resource: 'priorityclasses' };
      throw forbidden(resource, name, 'this is a system priority class and cannot be deleted');
    },
  },
  'flowcontrol.apiserver.k8s.io/flowschemas': withGeneration(withStatus(validated(validateFlowSchema))),
  'flowcontrol.apiserver.k8s.io/prioritylevelconfigurations': withGeneration(withStatus(validated(validatePriorityLevel))),
  'admissionregistration.k8s.io/mutatingwebhookconfigurations': { ...withGeneration(validated(validateWebhooks)), ...conditional },
  'admissionregistration.k8s.io/validatingwebhookconfigurations': { ...withGeneration(validated(validateWebhooks)), ...conditional },
  'admissionregistration.k8s.io/validatingadmissionpolicies': { ...withGeneration(withStatus(validated(validateValidatingPolicy))), ...conditional },
  'admissionregistration.k8s.io/validatingadmissionpolicybindings': { ...withGeneration(validated(validateValidatingBinding)), ...conditional },
  'admissionregistration.k8s.io/mutatingadmissionpolicies': { ...withGeneration(validated(validateMutatingPolicy)), ...conditional },
  'admissionregistration.k8s.io/mutatingadmissionpolicybindings': { ...withGeneration(validated(validateMutatingBinding)), ...conditional },
  'autoscaling/horizontalpodautoscalers': withGenerationSince('autoscalerGeneration', withStatus(validated(validateAutoscaler))),
  'apiregistration.k8s.io/apiservices': apiServices,
};
