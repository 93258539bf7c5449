/** What admission plugins read of a PodGroup, a set of pods that are scheduled together. */
import type { AdmissionAttributes } from '../api/admission';
import type { KubeObject } from '../api/objects';

export const POD_GROUPS = { group: 'scheduling.k8s.io', resource: 'podgroups' };

export interface PodGroup extends KubeObject {
  readonly spec?: {
    readonly podGroupTemplateRef?: { readonly workload?: { readonly workloadName?: string; readonly podGroupTemplateName?: string } };
    readonly schedulingPolicy?: { readonly gang?: object };
  };
}

/** Reports whether the request is about a PodGroup itself, not about a subresource of one. */
export const isPodGroup = ({ resource, subresource }: AdmissionAttributes): boolean =>
  resource.group === POD_GROUPS.group && resource.resource === POD_GROUPS.resource && subresource === '';
