/**
 * The Go type of ImageReview, which no server serves and so no catalogue has. It is the same in every version.
 * After k8s.io/api/imagepolicy/v1alpha1/types.go
 */
import { TypeTable } from '../../catalog/types';
import { Decoder } from '../../scheme/decode/decoder';
import { schemeName } from '../../scheme/kinds';
import type { ReviewScheme } from '../../webhook/review-response';

export const KIND = { group: 'imagepolicy.k8s.io', version: 'v1alpha1', kind: 'ImageReview' };

const TYPES = new TypeTable({
  'imagepolicy/v1alpha1.ImageReview': {
    kind: 'Kind string omitempty',
    apiVersion: 'APIVersion string omitempty',
    status: 'Status imagepolicy/v1alpha1.ImageReviewStatus omitempty',
  },
  'imagepolicy/v1alpha1.ImageReviewStatus': {
    allowed: 'Allowed bool',
    reason: 'Reason string omitempty',
    auditAnnotations: 'AuditAnnotations map[string]string omitempty',
  },
});

export const IMAGE_POLICY_SCHEME: ReviewScheme = {
  decoder: new Decoder(TYPES),
  typeOf: ({ group, version, kind }) =>
    group === KIND.group && version === KIND.version && kind === KIND.kind ? TYPES.typeOf('imagepolicy/v1alpha1.ImageReview') : undefined,
  nameOf: (version) => schemeName(version, KIND.group),
};
