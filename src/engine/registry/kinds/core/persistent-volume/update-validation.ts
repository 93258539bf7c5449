/** Where a volume lies stays as it was made. After ValidatePersistentVolumeUpdate of pkg/apis/core/validation. */
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField, invalidValue } from '../../../../errors/field-error';
import { encodeJson } from '../../../../golang/json';
import { inKeyOrder } from '../../../../golang/map';
import type { Version } from '../../../../versions';
import { differenceOf } from '../../../generic/difference';
import { when, type Errors } from '../../../generic/validation/checks';

type Spec = Readonly<Record<string, unknown>>;

/** Fields that say nothing of where the volume lies. */
const OTHERS = [
  'capacity',
  'accessModes',
  'claimRef',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'mountOptions',
  'volumeMode',
  'nodeAffinity',
  'volumeAttributesClassName',
];

const specOf = (volume: KubeObject): Spec => (volume['spec'] ?? {}) as Spec;
const sourceOf = (spec: Spec): Spec => Object.fromEntries(Object.entries(spec).filter(([field]) => !OTHERS.includes(field)));

/** A driver may be given the Secret by which it expands a volume, once. */
function withoutNewSecret(source: Spec, old: Spec): Spec {
  const [csi, before] = [source['csi'] as Spec | undefined, old['csi'] as Spec | undefined];
  if (csi === undefined || before === undefined || before['controllerExpandSecretRef'] !== undefined) return source;
  const { controllerExpandSecretRef: _secret, ...rest } = csi;
  return { ...source, csi: rest };
}

export function validateVolumeUpdate(volume: KubeObject, old: KubeObject, version: Version): Errors {
  const [spec, before] = [specOf(volume), specOf(old)];
  const [source, sourceBefore] = [withoutNewSecret(sourceOf(spec), sourceOf(before)), sourceOf(before)];
  const printed = (value: Spec): string => encodeJson(inKeyOrder(value));
  const mode = (spec['volumeMode'] as string | undefined) ?? 'null';
  return [
    ...when(printed(source) !== printed(sourceBefore), () => {
      const difference = differenceOf(sourceBefore, source, 'core/v1.PersistentVolumeSource', 'PersistentVolumeSource', version);
      return forbiddenField('spec.persistentvolumesource', `spec.persistentvolumesource is immutable after creation${difference}`);
    }),
    ...when(mode !== ((before['volumeMode'] as string | undefined) ?? 'null'), () => invalidValue('volumeMode', mode, 'field is immutable')),
  ];
}
