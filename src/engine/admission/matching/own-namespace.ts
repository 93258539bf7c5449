/** The request for a namespace is one in that namespace, as webhooks and policies see it. After RequestInfo and create.go of k8s.io/apiserver. */
import type { AdmissionAttributes } from '../../api/admission';

export function inOwnNamespace<T extends AdmissionAttributes>(attributes: T): T {
  const { resource, namespace, name, object } = attributes;
  if (namespace !== '' || resource.group !== '' || resource.resource !== 'namespaces') return attributes;
  return { ...attributes, namespace: name || (object?.metadata.name ?? '') };
}
