/**
 * The AdmissionReview that a webhook is sent, and what its answer has to be like. v1beta1 is not looked at as closely.
 * After k8s.io/apiserver/pkg/admission/plugin/webhook/request/admissionreview.go.
 */
import { randomUUID } from 'node:crypto';
import type { AdmissionAttributes } from '../../api/admission';
import type { Identity } from '../../api/identity';
import type { GroupResource, GroupVersionKind, KubeObject } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import { own } from '../../golang/map';
import { quote } from '../../golang/quote';
import type { DecodedReview } from '../../webhook/review-response';
import type { Equivalent } from '../matching/equivalents';
import type { StatusDetails } from '../../errors/status-error';

/** As the webhook wants to see it: in the kind that its rules name. */
export interface Invocation extends Equivalent {
  readonly object?: KubeObject | undefined;
  readonly oldObject?: KubeObject | undefined;
}

export interface ReviewRequest {
  readonly uid: string;
  readonly version: 'v1' | 'v1beta1';
  readonly body: string;
}

export interface WebhookStatus {
  readonly status?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly code?: number;
  readonly details?: StatusDetails;
}

export interface ReviewResponse {
  readonly allowed: boolean;
  readonly status?: WebhookStatus;
  /** As JSON. */
  readonly patch: string;
  readonly patchType: string;
  readonly auditAnnotations: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

const kindOf = ({ group, version, kind }: GroupVersionKind) => ({ group, version, kind });
const resourceOf = ({ group, version, resource }: GroupResource & { readonly version: string }) => ({ group, version, resource });

function userInfo({ name, uid, groups, extra }: Identity): object {
  const keys = Object.keys(extra).sort();
  return {
    ...(name !== '' && { username: name }),
    ...(uid !== '' && { uid }),
    ...(groups.length > 0 && { groups }),
    ...(keys.length > 0 && { extra: Object.fromEntries(keys.map((key) => [key, own(extra, key)])) }),
  };
}

/** What stands of the request in a review, in the order of the Go struct; CEL's `request` is the same without the objects. */
export function admissionRequest(attributes: AdmissionAttributes, { kind, resource }: Equivalent): Readonly<Record<string, unknown>> {
  const { subresource, name, namespace, operation, user } = attributes;
  return {
    kind: kindOf(kind),
    resource: resourceOf(resource),
    ...(subresource !== '' && { subResource: subresource }),
    requestKind: kindOf(attributes.kind),
    requestResource: resourceOf(attributes.resource),
    ...(subresource !== '' && { requestSubResource: subresource }),
    ...(name !== '' && { name }),
    ...(namespace !== '' && { namespace }),
    operation,
    userInfo: userInfo(user),
  };
}

const isKnown = (version: string): version is ReviewRequest['version'] => version === 'v1' || version === 'v1beta1';

/** In the first version of those that the webhook knows which the server knows too. */
export function reviewRequest(attributes: AdmissionAttributes, invocation: Invocation, versions: readonly string[]): ReviewRequest {
  const version = versions.find(isKnown);
  if (version === undefined) throw new Error('webhook does not accept known AdmissionReview versions (v1, v1beta1)');
  const uid = randomUUID();
  const { dryRun, options } = attributes;
  const { object = null, oldObject = null } = invocation;
  const request = { uid, ...admissionRequest(attributes, invocation), object, oldObject, dryRun, options: options ?? null };
  return { uid, version, body: `${encodeJson({ kind: 'AdmissionReview', apiVersion: `admission.k8s.io/${version}`, request })}\n` };
}

interface GivenResponse {
  readonly uid: string;
  readonly allowed: boolean;
  readonly status?: WebhookStatus | null;
  readonly patch?: string | null;
  readonly patchType?: string | null;
  readonly auditAnnotations?: Readonly<Record<string, string>> | null;
  readonly warnings?: readonly string[] | null;
}

function checkPatch(patch: string, patchType: string | null, isMutating: boolean): void {
  if (!isMutating && patch !== '') throw new Error('validating webhook may not return response.patch');
  if (!isMutating && patchType !== null) throw new Error('validating webhook may not return response.patchType');
  if (patch !== '' && patchType === null) throw new Error('webhook returned response.patch but not response.patchType');
  if (patch === '' && patchType !== null) throw new Error('webhook returned response.patchType but not response.patch');
  if (patchType === '') throw new Error('webhook returned invalid response.patchType of ""');
}

function checkOrigin({ uid, version }: ReviewRequest, given: GivenResponse, { group, version: said, kind }: GroupVersionKind): void {
  if (given.uid !== uid) throw new Error(`expected response.uid=${quote(uid)}, got ${quote(given.uid)}`);
  if (group === 'admission.k8s.io' && said === version && kind === 'AdmissionReview') return;
  throw new Error(`expected webhook response of admission.k8s.io/${version}, Kind=AdmissionReview, got ${group}/${said}, Kind=${kind}`);
}

/** Throws where the answer is not one to the review that was sent. */
export function reviewResponse(request: ReviewRequest, { kind, review }: DecodedReview, isMutating: boolean): ReviewResponse {
  const given = (review as { readonly response?: GivenResponse | null }).response ?? undefined;
  if (given === undefined) throw new Error('webhook response was absent');
  const patch = Buffer.from(given.patch ?? '', 'base64').toString();
  if (request.version === 'v1') {
    checkOrigin(request, given, kind);
    checkPatch(patch, given.patchType ?? null, isMutating);
  }
  const hasPatch = isMutating && patch !== '';
  return {
    allowed: given.allowed,
    ...(given.status && { status: given.status }),
    patch: hasPatch ? patch : '',
    patchType: hasPatch ? (request.version === 'v1' ? (given.patchType ?? '') : 'JSONPatch') : '',
    auditAnnotations: given.auditAnnotations ?? {},
    warnings: given.warnings ?? [],
  };
}
