/**
 * .../status: only the status of the object is taken from the client, everything else stays, but for labels and annotations.
 * After the statusStrategy of each kind, k8s.io/kubernetes/pkg/registry.
 */
import type { KubeObject } from '../../api/objects';
import type { RequestScope } from './request-scope';
import type { Strategy } from './strategy';
import { withStrategy } from './with-strategy';

/** The fields of the old object with the metadata and the status of the new one. */
export function withStatusOf(object: KubeObject, old: KubeObject): KubeObject {
  const status = object['status'];
  return { ...old, metadata: object.metadata, ...(status !== undefined && { status }) };
}

function statusStrategy(strategy: Strategy): Strategy {
  const { validateName, selectableFields, fields, allowUnconditionalUpdate, isFinalized, status } = strategy;
  return {
    ...(validateName && { validateName }),
    ...(selectableFields && { selectableFields }),
    ...(fields && { fields }),
    ...(isFinalized && { isFinalized }),
    ...(allowUnconditionalUpdate !== undefined && { allowUnconditionalUpdate }),
    prepareForUpdate: (object, old, _call, context) => {
      const kept = withStatusOf(object, old);
      return status?.prepare?.(kept, old, context) ?? kept;
    },
    ...(status?.validate && { validateUpdate: status.validate }),
  };
}

export const withStatusStrategy = (scope: RequestScope): RequestScope => withStrategy(scope, statusStrategy(scope.resource.strategy));
