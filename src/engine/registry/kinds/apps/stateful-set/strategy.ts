/** StatefulSets. After k8s.io/kubernetes/pkg/registry/apps/statefulset. */
import { nameIsDnsLabel, nameIsDnsSubdomain } from '../../../../apimachinery/names';
import type { Strategy } from '../../../generic/strategy';
import { isOneOf, workload } from '../workload-strategy';
import { validateStatefulSet } from './validation';

export const statefulSets: Strategy = workload(validateStatefulSet, {
  validateName: (name, prefix, version) => (version.has('statefulSetNamesAreLabels') ? nameIsDnsLabel : nameIsDnsSubdomain)(name, prefix, version),
  orphansDependents: isOneOf('apps/v1beta1', 'apps/v1beta2'),
});
