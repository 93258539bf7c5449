/** ReplicaSets. After k8s.io/kubernetes/pkg/registry/apps/replicaset and ValidateReplicaSet of pkg/apis/apps/validation/validation.go. */
import type { Strategy } from '../../../generic/strategy';
import { isOneOf, workload, workloadWarnings } from '../workload-strategy';
import type { Turns } from '../../../../golang/turns';
import type { KubeObject } from '../../../../api/objects';
import type { RegistryContext } from '../../../generic/context';
import { nonNegative, type Errors } from '../../../generic/validation/checks';
import { specOf, validateReplicated } from '../workload-validation';

function* validateReplicaSet(object: KubeObject, context: RegistryContext): Turns<Errors> {
  const spec = specOf(object);
  return [
    ...nonNegative(spec.replicas, 'spec.replicas'),
    ...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...(yield* validateReplicated(spec, context)),
  ];
}

export const replicaSets: Strategy = workload(
  validateReplicaSet,
  {
    warnings: workloadWarnings(true),
    orphansDependents: isOneOf('extensions/v1beta1', 'apps/v1beta2'),
  },
  undefined,
  true,
);
