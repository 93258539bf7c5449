/** Deployments, whose generation counts changes of their annotations too. After k8s.io/kubernetes/pkg/registry/apps/deployment. */
import { encodeJson } from '../../../../golang/json';
import { withMeta } from '../../../../storage/object-meta';
import type { Strategy } from '../../../generic/strategy';
import { isOneOf, workload, workloadWarnings } from '../workload-strategy';
import { validateDeployment } from './validation';
import type { KubeObject } from '../../../../api/objects';
import { invalidValue } from '../../../../errors/field-error';
import { nonNegative, when, type Errors } from '../../../generic/validation/checks';

/** What a Deployment says of its replicas adds up. After ValidateDeploymentStatusUpdate of pkg/apis/apps/validation. */
const COUNTS = [
  'observedGeneration',
  'replicas',
  'updatedReplicas',
  'readyReplicas',
  'availableReplicas',
  'unavailableReplicas',
  'terminatingReplicas',
  'collisionCount',
] as const;
type Status = { readonly [Count in (typeof COUNTS)[number]]?: number };

const statusOf = (deployment: KubeObject): Status => (deployment['status'] ?? {}) as Status;

function validateDeploymentStatus(object: KubeObject, old: KubeObject): Errors {
  const [status, before] = [statusOf(object), statusOf(old)];
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0, collisionCount = 0 } = status;
  const above = (field: string, count: number, bound: number, what: string): Errors =>
    when(count > bound, () => invalidValue(`status.${field}`, count, `cannot be greater than ${what}`));
  return [
    ...COUNTS.flatMap((field) => nonNegative(status[field], `status.${field}`)),
    ...above('updatedReplicas', updatedReplicas, replicas, 'status.replicas'),
    ...above('readyReplicas', readyReplicas, replicas, 'status.replicas'),
    ...above('availableReplicas', availableReplicas, replicas, 'status.replicas'),
    ...above('availableReplicas', availableReplicas, readyReplicas, 'readyReplicas'),
    ...when(collisionCount < (before.collisionCount ?? 0), () => invalidValue('status.collisionCount', collisionCount, 'cannot be decremented')),
  ];
}

const counted = workload(validateDeployment, {
  orphansDependents: isOneOf('extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2'),
  warnings: workloadWarnings(true),
  status: {
    prepare: (object, old) => ({ ...object, metadata: { ...object.metadata, ...(old.metadata.labels && { labels: old.metadata.labels }) } }),
    validate: validateDeploymentStatus,
  },
});

export const deployments: Strategy = {
  ...counted,
  prepareForUpdate: (object, old, call, context) => {
    const updated = counted.prepareForUpdate?.(object, old, call, context) ?? object;
    const { generation } = old.metadata;
    const isCounted = updated.metadata.generation !== generation;
    const isSame = encodeJson(object.metadata.annotations ?? {}) === encodeJson(old.metadata.annotations ?? {});
    return isCounted || isSame ? updated : withMeta(updated, { generation: (generation ?? 0) + 1 });
  },
};
