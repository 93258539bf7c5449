/** What admission plugins read of a pod, typed. Types: kubernetes-types. */
import type { PodSpec } from 'kubernetes-types/core/v1';
import type { AdmissionAttributes } from '../api/admission';
import type { KubeObject } from '../api/objects';

/** Whether the request is about a pod itself, not about a subresource of one. */
export const isPod = ({ resource, subresource }: AdmissionAttributes): boolean => resource.group === '' && resource.resource === 'pods' && subresource === '';
/** Admission comes before validation: a pod may have no containers yet, and then has none. */
export function podSpec(pod: KubeObject): PodSpec {
  const spec = (pod['spec'] ?? {}) as Partial<PodSpec>;
  return { ...spec, containers: spec.containers ?? [] };
}
export const withPodSpec = (pod: KubeObject, spec: PodSpec): KubeObject => ({ ...pod, spec });
/** The old name of the field counts where the new one is not used. */
export const accountNameOf = ({ serviceAccountName, serviceAccount }: PodSpec): string => serviceAccountName || serviceAccount || '';
