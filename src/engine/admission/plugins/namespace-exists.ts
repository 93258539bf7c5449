/**
 * NamespaceExists: what names a namespace that is missing is refused, deletions as well.
 * Upstream: plugin/pkg/admission/namespace/exists/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import { notFound } from '../../errors/status-error';
import { isOfNamespace, NAMESPACES } from '../namespaces';
import type { PluginContext } from '../plugin-context';

export const createNamespaceExists = ({ storage }: PluginContext): AdmissionPlugin => ({
  name: 'NamespaceExists',
  handles: (operation) => operation !== 'CONNECT',
  validate(attributes) {
    const { namespace } = attributes;
    if (namespace === '' || isOfNamespace(attributes) || storage.get(NAMESPACES, '', namespace) !== undefined) return;
    throw notFound(NAMESPACES, namespace);
  },
});
