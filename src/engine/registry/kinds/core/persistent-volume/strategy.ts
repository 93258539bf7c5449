/** PersistentVolumes and PersistentVolumeClaims are born pending. After k8s.io/kubernetes/pkg/registry/core/persistentvolume{,claim}. */
import type { PersistentVolumeClaimSpec, TypedLocalObjectReference } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import type { Version } from '../../../../versions';
import { now } from '../../../generic/system-fields';
import { givenFields, type Given } from '../../../generic/validation/given';
import { validateClaimSpec } from '../persistent-volume-claim/validation';
import type { Strategy } from '../../../generic/strategy';
import { validatePersistentVolumeSpec } from './validation';
import { validated, withStatusOfOld } from '../../../generic/status-and-generation';
import { own } from '../../../../golang/map';

const pending: Strategy = {
  prepareForCreate: (object) => ({ ...object, status: { phase: 'Pending' } }),
  prepareForUpdate: withStatusOfOld,
  returnsDeletedObject: () => true,
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
  const told = (field: string): string => (field === 'storageos' ? 'storageOS' : field);
  return [
    ...(spec['persistentVolumeReclaimPolicy'] === 'Recycle'
      ? ['spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.']
      : []),
    ...GONE.filter(([field]) => own(spec, field) !== undefined).map(
      ([field, deprecated, gone]) => `spec.${told(field)}: deprecated in ${deprecated}, non-functional in ${gone}+`,
    ),
  ];
}

export const persistentVolumes: Strategy = {
  ...validated((volume, { options }) => validatePersistentVolumeSpec(volume['spec'], options.version), pending),
  warnings: volumeWarnings,
  prepareForCreate: (object, _call, { options }) => ({
    ...object,
    status: { phase: 'Pending', ...(options.version.has('volumePhaseTimes') && { lastPhaseTransitionTime: now() }) },
  }),
};
const claimSpec = (claim: KubeObject): Given<PersistentVolumeClaimSpec> => givenFields(claim['spec']);

const SOURCES = ['PersistentVolumeClaim', 'snapshot.storage.k8s.io VolumeSnapshot'];

/** A source that is neither a claim nor a snapshot is taken away; any other is referred to in both ways, where versions have both. */
function withDataSource(claim: KubeObject, version: Version): KubeObject {
  const { dataSource, dataSourceRef, ...spec } = claimSpec(claim);
  const source = (dataSource ?? undefined) as Given<TypedLocalObjectReference> | undefined;
  if (source === undefined) return claim;
  const kind = `${source.apiGroup ?? ''} ${source.kind ?? ''}`.trim();
  if (!SOURCES.includes(kind)) return { ...claim, spec: { ...spec, ...(dataSourceRef && { dataSourceRef }) } };
  return version.has('dataSourceRefs') && dataSourceRef === undefined ? { ...claim, spec: { ...spec, dataSource: source, dataSourceRef: source } } : claim;
}

export const persistentVolumeClaims: Strategy = {
  ...pending,
  prepareForCreate: (object, call, context) => withDataSource(pending.prepareForCreate?.(object, call, context) ?? object, context.options.version),
  validate: (claim, { options }) => validateClaimSpec(claimSpec(claim), 'spec', options.version),
};
