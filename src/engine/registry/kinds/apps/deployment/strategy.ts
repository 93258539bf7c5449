/** Deployments, whose generation counts changes of their annotations too. After k8s.io/kubernetes/pkg/registry/apps/deployment. */
import { validateDeploymentStatus } from './status-validation';
import { encodeJson } from '../../../../golang/json';
import { withMeta } from '../../../../storage/object-meta';
import type { Strategy } from '../../../generic/strategy';
import { isOneOf, workload, workloadWarnings } from '../workload-strategy';
import { validateDeployment } from './validation';

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
