/** PersistentVolumeClaims are born pending. After k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim. */
import { claimWarnings } from './warnings';
import { validateClaimUpdate } from './update-validation';
import type { PersistentVolumeClaimSpec, TypedLocalObjectReference } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import type { Version } from '../../../../versions';
import { givenFields, type Given } from '../../../generic/validation/given';
import { validateClaimSpec } from './validation';
import type { Strategy } from '../../../generic/strategy';
import { withStatusOfOld } from '../../../generic/status-and-generation';

const pending: Strategy = {
  prepareForCreate: (object) => ({ ...object, status: { phase: 'Pending' } }),
  prepareForUpdate: withStatusOfOld,
  returnsDeletedObject: () => true,
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
  validateUpdate: (claim, old, { options: { version } }) => [
    ...validateClaimSpec(claimSpec(claim), 'spec', version),
    ...validateClaimUpdate(claim, old, version),
  ],
  warnings: claimWarnings,
};
