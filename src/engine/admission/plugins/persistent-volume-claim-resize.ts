/**
 * PersistentVolumeClaimResize: a claim grows only where it is bound, and where its class says that its volumes may be expanded.
 * Upstream: plugin/pkg/admission/storage/persistentvolume/resize/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import { compareQuantities } from '../../registry/generic/validation/quantities';
import { classOfClaim, isClaim, requestsOfClaim } from '../claims';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';

const CLASSES = { group: 'storage.k8s.io', resource: 'storageclasses' };

function mayExpand(claim: KubeObject, old: KubeObject, storage: Storage): boolean {
  const name = classOfClaim(claim) ?? '';
  return name !== '' && name === classOfClaim(old) && storage.get(CLASSES, '', name)?.['allowVolumeExpansion'] === true;
}

const sizeOf = (claim: KubeObject): string => requestsOfClaim(claim)['storage'] ?? '0';
const isBound = (claim: KubeObject): boolean => (claim['status'] as { readonly phase?: string } | undefined)?.phase === 'Bound';

export const createPersistentVolumeClaimResize = ({ storage }: PluginContext): AdmissionPlugin => ({
  name: 'PersistentVolumeClaimResize',
  handles: (operation) => operation === 'UPDATE',
  validate(attributes) {
    const { object, oldObject } = attributes;
    if (object === undefined || oldObject === undefined || !isClaim(attributes)) return;
    if (compareQuantities(sizeOf(object), sizeOf(oldObject)) <= 0) return;
    if (!isBound(oldObject)) throw refused(attributes, 'Only bound persistent volume claims can be expanded');
    if (!mayExpand(object, oldObject, storage))
      throw refused(attributes, 'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize');
  },
});
