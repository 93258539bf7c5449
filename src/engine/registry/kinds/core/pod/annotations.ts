/**
 * The annotation of mirror pods stays as it was made, and only a pod that is on a node may have it.
 * After ValidatePodSpecificAnnotations and ValidatePodSpecificAnnotationUpdates of pkg/apis/core/validation/validation.go.
 */
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField, invalidValue, type FieldError } from '../../../../errors/field-error';
import { MIRROR_POD } from '../../../../nodes/pod-references';

const FIELD = `metadata.annotations[${MIRROR_POD}]`;
const mirrored = ({ metadata }: KubeObject): string | undefined => metadata.annotations?.[MIRROR_POD];

export function validatePodAnnotations(pod: KubeObject): readonly FieldError[] {
  const value = mirrored(pod);
  const { nodeName = '' } = (pod['spec'] ?? {}) as { readonly nodeName?: string };
  return value !== undefined && nodeName === '' ? [invalidValue(FIELD, value, 'must set spec.nodeName if mirror pod annotation is set')] : [];
}

export function validatePodAnnotationsUpdate(pod: KubeObject, old: KubeObject): readonly FieldError[] {
  const [value, before] = [mirrored(pod), mirrored(old)];
  const changed =
    value === before
      ? []
      : [forbiddenField(FIELD, before === undefined ? 'may not add mirror pod annotation' : 'may not remove or update mirror pod annotation')];
  return [...changed, ...validatePodAnnotations(pod)];
}
