/** Kinds with little of their own: quotas, ranges, leases, budgets, priorities, admission and flow control. */
import { randomUUID } from 'node:crypto';
import { validateAutoscaler } from '../autoscaling/validation';
import { withMeta } from '../../storage/object-meta';
import type { Strategy } from '../strategy';
import { firstGeneration, withGeneration, withStatus } from './status-and-generation';

const conditional: Strategy = { allowUnconditionalUpdate: false };

export const cluster: Readonly<Record<string, Strategy>> = {
  // One without a name is given a uid for it.
  '/limitranges': {
    allowCreateOnUpdate: true,
    prepareForCreate: (object) => ((object.metadata.name ?? '') === '' ? withMeta(object, { name: randomUUID() }) : object),
  },
  '/resourcequotas': { ...withStatus(), returnsDeletedObject: () => true },
  'coordination.k8s.io/leases': { allowCreateOnUpdate: true, allowUnconditionalUpdate: false },
  'coordination.k8s.io/leasecandidates': { allowCreateOnUpdate: true, allowUnconditionalUpdate: false },
  'node.k8s.io/runtimeclasses': { ...conditional, allowCreateOnUpdate: true },
  'policy/poddisruptionbudgets': { ...withGeneration(withStatus()), ...conditional },
  'policy/podsecuritypolicies': { returnsDeletedObject: () => true },
  'scheduling.k8s.io/priorityclasses': { prepareForCreate: firstGeneration },
  'flowcontrol.apiserver.k8s.io/flowschemas': withGeneration(withStatus()),
  'flowcontrol.apiserver.k8s.io/prioritylevelconfigurations': withGeneration(withStatus()),
  'admissionregistration.k8s.io/mutatingwebhookconfigurations': { ...withGeneration(), ...conditional },
  'admissionregistration.k8s.io/validatingwebhookconfigurations': { ...withGeneration(), ...conditional },
  'admissionregistration.k8s.io/validatingadmissionpolicies': { ...withGeneration(withStatus()), ...conditional },
  'admissionregistration.k8s.io/validatingadmissionpolicybindings': { ...withGeneration(), ...conditional },
  'admissionregistration.k8s.io/mutatingadmissionpolicies': { ...withGeneration(), ...conditional },
  'admissionregistration.k8s.io/mutatingadmissionpolicybindings': { ...withGeneration(), ...conditional },
  'autoscaling/horizontalpodautoscalers': withStatus({ validate: validateAutoscaler, validateUpdate: (object, _old, context) => validateAutoscaler(object, context) }),
  'apiregistration.k8s.io/apiservices': withStatus({ foreign: true }),
};
