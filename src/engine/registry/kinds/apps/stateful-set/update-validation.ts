/** What may change of a StatefulSet, and how the rest is refused. After ValidateStatefulSetUpdate of pkg/apis/apps/validation/validation.go. */
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField, type FieldValue } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { when, type Errors } from '../../../generic/validation/checks';
import { hasChanged, immutable } from '../../../generic/validation/immutable';

type Spec = Readonly<Record<string, FieldValue | undefined>>;

const STAYING = ['selector', 'volumeClaimTemplates', 'serviceName', 'podManagementPolicy'] as const;
const MAY_CHANGE = ['replicas', 'template', 'updateStrategy', 'minReadySeconds', 'ordinals', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy'];
const MAY_CHANGE_IN_OLD = ['replicas', 'template', 'updateStrategy'];

const specOf = ({ spec }: KubeObject): Spec => (spec ?? {}) as Spec;

const without = (spec: Spec, fields: readonly string[]): Spec => Object.fromEntries(Object.entries(spec).filter(([name]) => !fields.includes(name)));

export function validateStatefulSetUpdate(object: KubeObject, old: KubeObject, version: Version): Errors {
  const [after, before] = [specOf(object), specOf(old)];
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
