/**
 * DefaultStorageClass: a claim that asks for no class gets the default one; a claim of the class '' keeps it.
 * Upstream: plugin/pkg/admission/storage/storageclass/setdefault/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import { classOfClaim, isClaim } from '../claims';
import { defaultClasses } from '../default-class';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';

const CLASSES = { group: 'storage.k8s.io', resource: 'storageclasses' };
const DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];

export const createDefaultStorageClass = ({ storage, options: { version } }: PluginContext): AdmissionPlugin => ({
  name: 'DefaultStorageClass',
  handles: (operation) => operation === 'CREATE',
  admit(attributes) {
    const { object } = attributes;
    if (object === undefined || !isClaim(attributes) || classOfClaim(object) !== undefined) return object;
    const found = defaultClasses(storage.list(CLASSES), DEFAULT);
    if (found.length > 1 && !version.has('newestDefaultClass'))
      throw refused(attributes, `Internal error occurred: ${found.length} default StorageClasses were found`);
    const [chosen] = found;
    return chosen === undefined ? object : { ...object, spec: { ...(object['spec'] as object), storageClassName: chosen.metadata.name } };
  },
});
