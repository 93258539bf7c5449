/** What a Deployment says of its replicas adds up. After ValidateDeploymentStatusUpdate of pkg/apis/apps/validation. */
import type { KubeObject } from '../../../../api/objects';
import { invalidValue } from '../../../../errors/field-error';
import { nonNegative, when, type Errors } from '../../../generic/validation/checks';

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

export function validateDeploymentStatus(object: KubeObject, old: KubeObject): Errors {
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
