/**
 * SecurityContextDeny: a pod says nothing of the users, groups and SELinux labels that it runs with.
 * Upstream: plugin/pkg/admission/securitycontext/scdeny/admission.go
 */
import type { PodSpec } from 'kubernetes-types/core/v1';
import type { AdmissionPlugin } from '../../api/admission';
import { forbidden } from '../../errors/status-error';
import { isPod, podSpec } from '../pod';

const OF_POD = ['supplementalGroups', 'seLinuxOptions', 'runAsUser', 'fsGroup'] as const;
const OF_CONTAINER = ['seLinuxOptions', 'runAsUser'] as const;

/** As the Go field is called. */
const inGo = (field: string): string =>
  field.charAt(0).toUpperCase() +
  field
    .slice(1)
    .replace(/^eLinux/, 'ELinux')
    .replace(/^sGroup/, 'SGroup');

function deniedField({ securityContext = {}, initContainers = [], containers }: PodSpec): string | undefined {
  const ofPod = OF_POD.find((field) => securityContext[field] !== undefined);
  if (ofPod !== undefined) return `pod.Spec.SecurityContext.${inGo(ofPod)}`;
  for (const { securityContext: context = {} } of [...initContainers, ...containers]) {
    const ofContainer = OF_CONTAINER.find((field) => context[field] !== undefined);
    if (ofContainer !== undefined) return `SecurityContext.${inGo(ofContainer)}`;
  }
  return undefined;
}

export const createSecurityContextDeny = (): AdmissionPlugin => ({
  name: 'SecurityContextDeny',
  handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
  validate(attributes) {
    const { object, resource } = attributes;
    if (object === undefined || !isPod(attributes)) return;
    const denied = deniedField(podSpec(object));
    if (denied !== undefined) throw forbidden(resource, object.metadata.name ?? '', `${denied} is forbidden`);
  },
});
