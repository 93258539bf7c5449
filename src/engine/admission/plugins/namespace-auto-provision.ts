/**
 * NamespaceAutoProvision: a namespace that a new object names and that is missing is created.
 * Upstream: plugin/pkg/admission/namespace/autoprovision/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import { StatusError } from '../../errors/status-error';
import { isOfNamespace, NAMESPACES } from '../namespaces';
import type { PluginContext } from '../plugin-context';
import { refused } from '../refusal';

export const createNamespaceAutoProvision = ({ storage, createNamespace }: PluginContext): AdmissionPlugin => ({
  name: 'NamespaceAutoProvision',
  handles: (operation) => operation === 'CREATE',
  async admit(attributes) {
    const { object, namespace, dryRun } = attributes;
    if (dryRun || namespace === '' || isOfNamespace(attributes) || storage.get(NAMESPACES, '', namespace) !== undefined) return object;
    try {
      await createNamespace(namespace);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      // Another request made it meanwhile.
      if (error.code !== 409) throw error.code === 403 ? error : refused(attributes, error.message);
    }
    return object;
  },
});
