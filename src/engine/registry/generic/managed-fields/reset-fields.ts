/**
 * The fields that a write does not take from the client, so that it cannot come to own them: the status of an object itself, all
 * but the status through its subresource. After GetResetFields of the strategies in k8s.io/kubernetes/pkg/registry.
 */
import { EMPTY, setOf, type FieldSet } from './field-set';
import { table } from '../../../golang/map';

const STATUS = setOf([['f:status']]);
const SPEC = setOf([['f:spec']]);
const SPEC_AND_METADATA = setOf([['f:spec'], ['f:metadata']]);

/** Of the subresources: by group, resource and subresource. */
const OWN = table<FieldSet>({
  'apps/deployments/status': setOf([['f:spec'], ['f:metadata', 'f:labels']]),
  '/pods/status': setOf([['f:spec'], ['f:metadata', 'f:deletionTimestamp'], ['f:metadata', 'f:ownerReferences']]),
  'certificates.k8s.io/certificatesigningrequests': setOf([['f:spec'], ['f:status']]),
  'certificates.k8s.io/certificatesigningrequests/status': setOf([['f:spec'], ['f:status', 'f:conditions']]),
  'certificates.k8s.io/certificatesigningrequests/approval': setOf([['f:spec'], ['f:status', 'f:certificate']]),
  'apiextensions.k8s.io/customresourcedefinitions/status': SPEC,
});
/** Groups in which the metadata is not taken through the status either. */
const STATUS_ONLY = [
  'admissionregistration.k8s.io',
  'apiregistration.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
];
const STATUS_ONLY_RESOURCES = ['networking.k8s.io/servicecidrs'];
/** Kinds whose status is not a subresource. */
const WITHOUT_RESET = ['/componentstatuses'];

export function resetFieldsOf(group: string, resource: string, subresource: string, custom: boolean): FieldSet {
  const place = `${group}/${resource}`;
  const own = OWN[subresource === '' ? place : `${place}/${subresource}`];
  if (own !== undefined) return own;
  if (subresource === '' || subresource === 'finalize') return WITHOUT_RESET.includes(place) ? EMPTY : STATUS;
  if (subresource !== 'status') return EMPTY;
  return custom || STATUS_ONLY.includes(group) || STATUS_ONLY_RESOURCES.includes(place) ? SPEC_AND_METADATA : SPEC;
}
