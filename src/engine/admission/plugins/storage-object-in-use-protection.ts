/**
 * New volumes, claims and classes of their attributes carry a finalizer that keeps them while they are in use.
 * Upstream: plugin/pkg/admission/storage/storageobjectinuseprotection/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import { table } from '../../golang/map';

/** Keyed 'resource.group'. */
const FINALIZERS = table<string>({
  'persistentvolumes.': 'kubernetes.io/pv-protection',
  'persistentvolumeclaims.': 'kubernetes.io/pvc-protection',
  'volumeattributesclasses.storage.k8s.io': 'kubernetes.io/vac-protection',
});

export const createStorageObjectInUseProtection = (): AdmissionPlugin => ({
  name: 'StorageObjectInUseProtection',
  handles: (operation) => operation === 'CREATE',
  admit({ object, resource, subresource }) {
    const finalizer = subresource === '' ? FINALIZERS[`${resource.resource}.${resource.group}`] : undefined;
    if (object === undefined || finalizer === undefined || object.metadata.finalizers?.includes(finalizer)) return object;
    return { ...object, metadata: { ...object.metadata, finalizers: [...(object.metadata.finalizers ?? []), finalizer] } };
  },
});
