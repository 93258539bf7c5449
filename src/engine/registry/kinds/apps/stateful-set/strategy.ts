/** StatefulSets. After k8s.io/kubernetes/pkg/registry/apps/statefulset. */
import { validateStatefulSetUpdate } from './update-validation';
import { claimSpecWarnings } from '../../core/persistent-volume-claim/warnings';
import { givenFields, type Given } from '../../../generic/validation/given';
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import { nameIsDnsLabel, nameIsDnsSubdomain } from '../../../../apimachinery/names';
import type { Strategy } from '../../../generic/strategy';
import { isOneOf, workload, workloadWarnings } from '../workload-strategy';
import { validateStatefulSet } from './validation';

const ofTemplate = workloadWarnings(false);

interface Spec {
  readonly volumeClaimTemplates?: readonly Given<PersistentVolumeClaim>[];
  readonly revisionHistoryLimit?: number;
}

/** The places of claims are written in two ways, as upstream has them. */
const statefulSetWarnings: NonNullable<Strategy['warnings']> = (object, version, old) => {
  if (!version.has('specWarnings')) return [];
  const { volumeClaimTemplates, revisionHistoryLimit = 0 } = givenFields<Spec>(object['spec']);
  const place = (index: number): string => `spec.volumeClaimTemplates[${index}]${old === undefined ? '' : '.Spec'}`;
  return [
    ...ofTemplate(object, version, old),
    ...(volumeClaimTemplates ?? []).flatMap(({ spec }, index) => claimSpecWarnings(spec ?? {}, place(index))),
    ...(revisionHistoryLimit < 0 ? ['spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended'] : []),
  ];
};

export const statefulSets: Strategy = workload(
  validateStatefulSet,
  {
    validateName: (name, prefix, version) => (version.has('statefulSetNamesAreLabels') ? nameIsDnsLabel : nameIsDnsSubdomain)(name, prefix, version),
    warnings: statefulSetWarnings,
    orphansDependents: isOneOf('apps/v1beta1', 'apps/v1beta2'),
  },
  validateStatefulSetUpdate,
);
