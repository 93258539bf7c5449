/**
 * DefaultStorageClass: a claim that asks for no class gets the default one; a claim of the class '' keeps it.
 * Upstream: plugin/pkg/admission/storage/storageclass/setdefault/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import { classOfClaim, isClaim } from '../claims';
import { defaultClassName } from '../default-class';
import type { PluginContext } from '../plugin-context';

const CLASSES = { group: 'storage.k8s.io', resource: 'storageclasses' };
const DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];

export const createDefaultStorageClass = ({ storage, options: { version } }: PluginContext): AdmissionPlugin => ({
  name: 'DefaultStorageClass',
  handles: (operation) => operation === 'CREATE',
  admit(attributes) {
    const { object } = attributes;
    if (object === undefined || !isClaim(attributes) || classOfClaim(object) !== undefined) return object;
    const storageClassName = defaultClassName(attributes, { kinds: 'StorageClasses', all: storage.list(CLASSES), annotations: DEFAULT }, version);
    return storageClassName === undefined ? object : { ...object, spec: { ...(object['spec'] as object), storageClassName } };
  },
});
