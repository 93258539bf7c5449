/** What admission plugins read of a PersistentVolumeClaim. */
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import type { AdmissionAttributes } from '../api/admission';
import type { KubeObject } from '../api/objects';

/** Of a claim, before it had the field. */
const OLD_CLASS = 'volume.beta.kubernetes.io/storage-class';

/** Whether the request is about a claim itself, not about a subresource of one. */
export const isClaim = ({ resource, subresource }: AdmissionAttributes): boolean =>
  resource.group === '' && resource.resource === 'persistentvolumeclaims' && subresource === '';

/** The class that a claim asks for; undefined where it asks for none, '' where it wants a volume without one. */
export const classOfClaim = (claim: KubeObject): string | undefined =>
  claim.metadata.annotations?.[OLD_CLASS] ?? (claim['spec'] as PersistentVolumeClaim['spec'] | undefined)?.storageClassName;

/** What a claim asks for by name of the resource. */
export const requestsOfClaim = (claim: KubeObject): Readonly<Record<string, string>> =>
  (claim['spec'] as PersistentVolumeClaim['spec'] | undefined)?.resources?.requests ?? {};
