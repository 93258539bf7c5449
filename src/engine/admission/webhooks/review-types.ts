/**
 * The Go types of AdmissionReview as far as the answer of a webhook is concerned; no server serves them, so that no catalogue has
 * them. They are the same in every version. After k8s.io/api/admission/{v1,v1beta1}/types.go.
 */
import { TypeTable, type GoType } from '../../catalog/types';
import { Decoder } from '../../scheme/decode/decoder';
import type { GroupVersionKind } from '../../api/objects';
import type { ReviewScheme } from '../../webhook/review-response';

const review = (version: string): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  [`admission/${version}.AdmissionReview`]: {
    kind: 'Kind string omitempty',
    apiVersion: 'APIVersion string omitempty',
    response: `Response *admission/${version}.AdmissionResponse omitempty`,
  },
  [`admission/${version}.AdmissionResponse`]: {
    uid: 'UID string',
    allowed: 'Allowed bool',
    status: 'Result *meta/v1.Status omitempty',
    patch: 'Patch []uint8 omitempty',
    patchType: 'PatchType *string omitempty',
    auditAnnotations: 'AuditAnnotations map[string]string omitempty',
    warnings: 'Warnings []string omitempty',
  },
});

const TYPES = new TypeTable({
  ...review('v1'),
  ...review('v1beta1'),
  'meta/v1.Status': {
    kind: 'Kind string omitempty',
    apiVersion: 'APIVersion string omitempty',
    metadata: 'ListMeta meta/v1.ListMeta omitempty',
    status: 'Status string omitempty',
    message: 'Message string omitempty',
    reason: 'Reason string omitempty',
    details: 'Details *meta/v1.StatusDetails omitempty',
    code: 'Code int32 omitempty',
  },
  'meta/v1.ListMeta': {
    selfLink: 'SelfLink string omitempty',
    resourceVersion: 'ResourceVersion string omitempty',
    continue: 'Continue string omitempty',
    remainingItemCount: 'RemainingItemCount *int64 omitempty',
  },
  'meta/v1.StatusDetails': {
    name: 'Name string omitempty',
    group: 'Group string omitempty',
    kind: 'Kind string omitempty',
    uid: 'UID string omitempty',
    causes: 'Causes []meta/v1.StatusCause omitempty',
    retryAfterSeconds: 'RetryAfterSeconds int32 omitempty',
  },
  'meta/v1.StatusCause': { reason: 'Type string omitempty', message: 'Message string omitempty', field: 'Field string omitempty' },
});

const typeOf = ({ group, version, kind }: GroupVersionKind): GoType | undefined =>
  group === 'admission.k8s.io' && (version === 'v1' || version === 'v1beta1') && kind === 'AdmissionReview'
    ? TYPES.typeOf(`admission/${version}.AdmissionReview`)
    : undefined;

/** The scheme that the clients of admission webhooks have. */
export const ADMISSION_SCHEME: ReviewScheme = {
  decoder: new Decoder(TYPES),
  typeOf,
  nameOf: (version) => (version.has('schemesNamedByOrigin') ? 'k8s.io/apiserver/pkg/util/webhook/client.go:71' : 'pkg/runtime/scheme.go:111'),
};
