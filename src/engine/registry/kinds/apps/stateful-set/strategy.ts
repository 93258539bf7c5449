/** StatefulSets. After k8s.io/kubernetes/pkg/registry/apps/statefulset. */
import { claimSpecWarnings } from '../../core/persistent-volume-claim/warnings';
import { givenFields, type Given } from '../../../generic/validation/given';
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import { nameIsDnsLabel, nameIsDnsSubdomain } from '../../../../apimachinery/names';
import type { Strategy } from '../../../generic/strategy';
import { isOneOf, workload, workloadWarnings } from '../workload-strategy';
import { validateStatefulSet } from './validation';
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField, type FieldValue } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { when, type Errors } from '../../../generic/validation/checks';
import { hasChanged, immutable } from '../../../generic/validation/immutable';

/** What may change of a StatefulSet, and how the rest is refused. After ValidateStatefulSetUpdate of pkg/apis/apps/validation/validation.go. */
type ChangedSpec = Readonly<Record<string, FieldValue | undefined>>;

const STAYING = ['selector', 'volumeClaimTemplates', 'serviceName', 'podManagementPolicy'] as const;
const MAY_CHANGE = ['replicas', 'template', 'updateStrategy', 'minReadySeconds', 'ordinals', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy'];
const MAY_CHANGE_IN_OLD = ['replicas', 'template', 'updateStrategy'];

const changedSpecOf = ({ spec }: KubeObject): ChangedSpec => (spec ?? {}) as ChangedSpec;

const without = (spec: ChangedSpec, fields: readonly string[]): ChangedSpec =>
  Object.fromEntries(Object.entries(spec).filter(([name]) => !fields.includes(name)));

function validateStatefulSetUpdate(object: KubeObject, old: KubeObject, version: Version): Errors {
  const [after, before] = [changedSpecOf(object), changedSpecOf(old)];
  if (version.has('fieldsOfSetsImmutable')) return STAYING.flatMap((field) => immutable(after[field], before[field], `spec.${field}`));
  const isNew = version.has('ordinalsOfSets');
  const fields = isNew ? MAY_CHANGE : MAY_CHANGE_IN_OLD;
  const named = isNew
    ? "'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds'"
    : "'replicas', 'template', and 'updateStrategy'";
  return when(hasChanged(without(after, fields), without(before, fields)), () =>
    forbiddenField('spec', `updates to statefulset spec for fields other than ${named} are forbidden`),
  );
}

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
