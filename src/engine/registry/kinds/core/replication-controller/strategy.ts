/** ReplicationControllers. After k8s.io/kubernetes/pkg/registry/core/replicationcontroller. */
import type { Strategy } from '../../../generic/strategy';
import { isOneOf, workload, workloadWarnings } from '../../apps/workload-strategy';
import { validateReplicationController } from './validation';

export const replicationControllers: Strategy = {
  ...workload(validateReplicationController, { warnings: workloadWarnings(true), orphansDependents: isOneOf('v1') }, () => [], true),
  selectableFields: () => ['metadata.name', 'metadata.namespace', 'status.replicas'],
  fields: (object) => ({ 'status.replicas': String((object['status'] as { readonly replicas?: number } | undefined)?.replicas ?? 0) }),
};
