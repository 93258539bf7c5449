/** ReplicaSets. After ValidateReplicaSet of pkg/apis/apps/validation/validation.go. */
import type { Turns } from '../../../../golang/turns';
import type { KubeObject } from '../../../../api/objects';
import type { RegistryContext } from '../../../generic/context';
import { nonNegative, type Errors } from '../../../generic/validation/checks';
import { specOf, validateReplicated } from '../workload-validation';

export function* validateReplicaSet(object: KubeObject, context: RegistryContext): Turns<Errors> {
  const spec = specOf(object);
  return [
    ...nonNegative(spec.replicas, 'spec.replicas'),
    ...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...(yield* validateReplicated(spec, context)),
  ];
}
