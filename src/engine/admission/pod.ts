/** What admission plugins read of a pod, typed. Types: kubernetes-types. */
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
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

/** A volume that is an image, which the types do not know yet. */
export interface ImageVolume {
  readonly image?: { readonly reference?: string; readonly pullPolicy?: string };
}

const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** Of every kind, each with its path; ephemeral ones have the fields of the others. */
export const containersOf = (pod: KubeObject): readonly { readonly at: string; readonly container: Container }[] => {
  const spec = podSpec(pod);
  return LISTS.flatMap((list) => (spec[list] ?? []).map((container, index) => ({ at: `spec.${list}[${index}]`, container: container as Container })));
};

export function withContainers(pod: KubeObject, change: (container: Container) => Container): KubeObject {
  const spec = podSpec(pod);
  const lists = LISTS.flatMap((list) => (spec[list] === undefined ? [] : [[list, spec[list].map((container) => change(container as Container))] as const]));
  return withPodSpec(pod, { ...spec, ...Object.fromEntries(lists) });
}
