/** PersistentVolumeClaims are born pending. After k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim. */
import { claimWarnings } from './warnings';
import { validateClaimUpdate } from './update-validation';
import type { PersistentVolumeClaimSpec, TypedLocalObjectReference } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import type { Version } from '../../../../versions';
import { givenFields, type Given } from '../../../generic/validation/given';
import { each, present, requiredOneOf, type Errors } from '../../../generic/validation/checks';
import { validateClaimSpec } from './validation';
import type { Strategy } from '../../../generic/strategy';
import { withStatusOfOld } from '../../../generic/status-and-generation';

const pending: Strategy = {
  prepareForCreate: (object) => ({ ...object, status: { phase: 'Pending' } }),
  prepareForUpdate: (claim, old, _call, { options: { version } }) => {
    const prepared = withStatusOfOld(claim, old);
    return version.has('dataSourceRefs') ? withDataSource(prepared, version) : prepared;
  },
  returnsDeletedObject: () => true,
};
const claimSpec = (claim: KubeObject): Given<PersistentVolumeClaimSpec> => givenFields(claim['spec']);

const SOURCES = ['PersistentVolumeClaim', 'snapshot.storage.k8s.io VolumeSnapshot'];

/** A source that is neither a claim nor a snapshot is taken away; any other is referred to in both ways, where versions have both. */
function withDataSource(claim: KubeObject, version: Version): KubeObject {
  const { dataSource, dataSourceRef, ...spec } = claimSpec(claim);
  const source = (dataSource ?? undefined) as Given<TypedLocalObjectReference> | undefined;
  const reference = (dataSourceRef ?? undefined) as (Given<TypedLocalObjectReference> & { readonly namespace?: string }) | undefined;
  if (source === undefined) {
    if (reference === undefined || (reference.namespace ?? '') !== '') return claim;
    const { apiGroup, kind = '', name = '' } = reference;
    return { ...claim, spec: { ...spec, dataSource: { ...(apiGroup !== undefined && { apiGroup }), kind, name }, dataSourceRef } };
  }
  const kind = `${source.apiGroup ?? ''} ${source.kind ?? ''}`.trim();
  if (!SOURCES.includes(kind)) return { ...claim, spec: { ...spec, ...(dataSourceRef && { dataSourceRef }) } };
  return version.has('dataSourceRefs') && dataSourceRef === undefined ? { ...claim, spec: { ...spec, dataSource: source, dataSourceRef: source } } : claim;
}

interface ClaimStatus {
  readonly healthStatus?: { readonly healthConditions?: readonly { readonly status?: string; readonly reason?: string }[] };
}

const validateHealth = ({ status }: KubeObject): Errors =>
  each(givenFields<ClaimStatus>(status).healthStatus?.healthConditions, 'status.healthStatus.healthConditions', (condition, at) => [
    ...requiredOneOf(condition.status, `${at}.status`, ['DataLoss', 'Degraded', 'Inaccessible']),
    ...present(condition.reason, `${at}.reason`),
  ]);

export const persistentVolumeClaims: Strategy = {
  ...pending,
  prepareForCreate: (object, call, context) => withDataSource(pending.prepareForCreate?.(object, call, context) ?? object, context.options.version),
  validate: (claim, { options }) => validateClaimSpec(claimSpec(claim), 'spec', options.version),
  validateUpdate: (claim, old, { options: { version } }) => [
    ...validateClaimSpec(claimSpec(claim), 'spec', version),
    ...validateClaimUpdate(claim, old, version),
  ],
  status: { validate: validateHealth },
  warnings: claimWarnings,
};
