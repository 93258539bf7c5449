/**
 * Nothing is created in a namespace that is missing or being deleted, and default, kube-system and kube-public stay.
 * Upstream: k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { forbidden, notFound, StatusError } from '../../errors/status-error';
import { isOfNamespace, NAMESPACES } from '../namespaces';
import type { PluginContext } from '../plugin-context';
import { objectName } from '../refusal';

const IMMORTAL = ['default', 'kube-system', 'kube-public'];
/** Reviews are asked about a namespace; they put nothing into it. */
const REVIEWS = ['localsubjectaccessreviews'];

const isReview = ({ resource }: AdmissionAttributes): boolean => resource.group === 'authorization.k8s.io' && REVIEWS.includes(resource.resource);
const phaseOf = (namespace: KubeObject): string | undefined => (namespace['status'] as { readonly phase?: string } | undefined)?.phase;

function terminating(attributes: AdmissionAttributes): StatusError {
  const { namespace, resource, object } = attributes;
  const refusal = forbidden(resource, objectName(attributes, object), `unable to create new content in namespace ${namespace} because it is being terminated`);
  const cause = { reason: 'NamespaceTerminating', message: `namespace ${namespace} is being terminated`, field: 'metadata.namespace' };
  return new StatusError(refusal.code, refusal.reason, refusal.message, { ...refusal.details, causes: [cause] });
}

export const createNamespaceLifecycle = ({ storage }: PluginContext): AdmissionPlugin => ({
  name: 'NamespaceLifecycle',
  handles: (operation) => operation !== 'CONNECT',
  admit(attributes) {
    const { operation, object, name, namespace } = attributes;
    if (isOfNamespace(attributes) && operation === 'DELETE' && IMMORTAL.includes(name))
      throw forbidden(attributes.resource, name, 'this namespace may not be deleted');
    if (namespace === '' || isOfNamespace(attributes) || operation === 'DELETE' || isReview(attributes)) return object;
    const found = storage.get(NAMESPACES, '', namespace);
    if (found === undefined) throw notFound(NAMESPACES, namespace);
    if (operation === 'CREATE' && phaseOf(found) === 'Terminating') throw terminating(attributes);
    return object;
  },
});
