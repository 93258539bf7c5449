/**
 * DenyServiceExternalIPs: a Service gets no external IPs beside those that it has, because they take over traffic of others.
 * Upstream: plugin/pkg/admission/network/denyserviceexternalips/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { refused } from '../refusal';

const externalIps = (service: KubeObject | undefined): readonly string[] =>
  ((service?.['spec'] ?? {}) as { readonly externalIPs?: readonly string[] }).externalIPs ?? [];

export const createDenyServiceExternalIPs = (): AdmissionPlugin => ({
  name: 'DenyServiceExternalIPs',
  handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
  validate(attributes) {
    const { object, oldObject, resource, subresource } = attributes;
    if (resource.group !== '' || resource.resource !== 'services' || subresource !== '') return;
    const held = new Set(externalIps(oldObject));
    if (!externalIps(object).every((ip) => held.has(ip))) throw refused(attributes, 'Use of external IPs is denied by admission control');
  },
});
