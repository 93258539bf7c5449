/**
 * New volumes and claims carry a finalizer that keeps them until nobody uses them.
 * Upstream: plugin/pkg/admission/storage/storageobjectinuseprotection/admission.go
 */
import type { AdmissionPlugin } from '../api/admission';
import { table } from '../golang/map';

const FINALIZERS = table<string>({
  persistentvolumes: 'kubernetes.io/pv-protection',
  persistentvolumeclaims: 'kubernetes.io/pvc-protection',
});

export const createStorageObjectInUseProtection = (): AdmissionPlugin => ({
  name: 'StorageObjectInUseProtection',
  handles: (operation) => operation === 'CREATE',
  admit({ object, resource, subresource }) {
    const finalizer = resource.group === '' && subresource === '' ? FINALIZERS[resource.resource] : undefined;
    if (object === undefined || finalizer === undefined || object.metadata.finalizers?.includes(finalizer)) return object;
    return { ...object, metadata: { ...object.metadata, finalizers: [...(object.metadata.finalizers ?? []), finalizer] } };
  },
});
