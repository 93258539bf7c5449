/** PersistentVolumes are born pending. After k8s.io/kubernetes/pkg/registry/core/persistentvolume. */
import { termWarnings } from '../node/label-warnings';
import type { Given } from '../../../generic/validation/given';
import type { NodeSelector } from 'kubernetes-types/core/v1';
import { validateVolumeUpdate } from './update-validation';
import type { KubeObject } from '../../../../api/objects';
import type { Version } from '../../../../versions';
import { now } from '../../../generic/system-fields';
import type { Strategy } from '../../../generic/strategy';
import { validatePersistentVolumeSpec } from './validation';
import { validated, withStatusOfOld } from '../../../generic/status-and-generation';
import { own } from '../../../../golang/map';

const ANNOTATIONS: Readonly<Record<string, string>> = {
  'volume.beta.kubernetes.io/storage-class': 'deprecated since v1.8; use "storageClassName" attribute instead',
  'volume.beta.kubernetes.io/mount-options': 'deprecated since v1.31; use "mountOptions" attribute instead',
};

/** Kinds of volumes that are kept and no longer mounted, in the order in which they are warned of. */
const GONE: readonly (readonly [field: string, deprecated: string, gone: string])[] = [
  ['cephfs', 'v1.28', 'v1.31'],
  ['photonPersistentDisk', 'v1.11', 'v1.16'],
  ['scaleIO', 'v1.16', 'v1.22'],
  ['storageos', 'v1.22', 'v1.25'],
  ['glusterfs', 'v1.25', 'v1.26'],
  ['rbd', 'v1.28', 'v1.31'],
];

function volumeWarnings(volume: KubeObject, version: Version): readonly string[] {
  const spec = (volume['spec'] ?? {}) as Readonly<Record<string, unknown>>;
  if (!version.has('volumeWarnings')) return [];
  const printedField = (field: string): string => (field === 'storageos' ? 'storageOS' : field);
  const { required } = (spec['nodeAffinity'] ?? {}) as { readonly required?: Given<NodeSelector> };
  return [
    ...Object.entries(ANNOTATIONS).flatMap(([key, message]) =>
      own(volume.metadata.annotations, key) === undefined ? [] : [`metadata.annotations[${key}]: ${message}`],
    ),
    ...(spec['persistentVolumeReclaimPolicy'] === 'Recycle'
      ? ['spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.']
      : []),
    ...(required?.nodeSelectorTerms ?? []).flatMap((term, index) =>
      termWarnings(term, `spec.nodeAffinity.required.nodeSelectorTerms[${index}]`, false, version),
    ),
    ...GONE.filter(([field]) => own(spec, field) !== undefined).map(
      ([field, deprecated, gone]) => `spec.${printedField(field)}: deprecated in ${deprecated}, non-functional in ${gone}+`,
    ),
  ];
}

interface VolumeStatus {
  readonly phase?: string;
  readonly lastPhaseTransitionTime?: string;
}
const statusOf = (volume: KubeObject): VolumeStatus => (volume['status'] ?? {}) as VolumeStatus;

/** A volume notes since when it is in its phase. */
function withPhaseTime(object: KubeObject, old: KubeObject): KubeObject {
  const [status, before] = [statusOf(object), statusOf(old)];
  const isTimed = status.lastPhaseTransitionTime !== undefined && status.lastPhaseTransitionTime !== before.lastPhaseTransitionTime;
  if (status.phase === before.phase || isTimed || before.lastPhaseTransitionTime === undefined) return object;
  return { ...object, status: { ...status, lastPhaseTransitionTime: now() } };
}

export const persistentVolumes: Strategy = {
  ...validated((volume, { options }) => validatePersistentVolumeSpec(volume['spec'], options.version)),
  prepareForUpdate: withStatusOfOld,
  validateUpdate: (volume, old, { options: { version } }) => {
    const errors = validatePersistentVolumeSpec(volume['spec'], version);
    return [...(version.has('volumesValidatedTwice') ? errors : []), ...errors, ...validateVolumeUpdate(volume, old, version)];
  },
  status: { prepare: withPhaseTime },
  returnsDeletedObject: () => true,
  warnings: volumeWarnings,
  prepareForCreate: (object, _call, { options }) => ({
    ...object,
    status: { phase: 'Pending', ...(options.version.has('volumePhaseTimes') && { lastPhaseTransitionTime: now() }) },
  }),
};
