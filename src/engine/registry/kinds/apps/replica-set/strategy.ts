/** ReplicaSets. After k8s.io/kubernetes/pkg/registry/apps/replicaset. */
import type { Strategy } from '../../../generic/strategy';
import { isOneOf, workload, workloadWarnings } from '../workload-strategy';
import { validateReplicaSet } from './validation';

export const replicaSets: Strategy = workload(
  validateReplicaSet,
  {
    warnings: workloadWarnings(true),
    orphansDependents: isOneOf('extensions/v1beta1', 'apps/v1beta2'),
  },
  undefined,
  true,
);
