/**
 * Reviews: a client asks what an authorizer would say, and gets the question back with the answer in its status. Nothing is
 * stored. The user and the groups of a SubjectAccessReview are taken as they are written: no user is added to
 * system:authenticated. After k8s.io/kubernetes/pkg/registry/authorization.
 */
import { pathAttributes, resourceAttributes } from '../../apimachinery/attributes';
import type { ReviewSpec } from '../../api/access-review';
import type { Attributes } from '../../api/attributes';
import type { Verdict } from '../../api/authorizer';
import type { Identity } from '../../api/identity';
import type { KubeObject } from '../../api/objects';
import type { Call } from '../../api/registry';
import { badRequest, invalid } from '../../errors/status-error';
import type { FieldError } from '../../errors/field-error';
import type { Version } from '../../versions';
import { receiveObject } from '../generic/received-object';
import type { RegistryContext, VerbHandler } from '../generic/context';
import { reportedErrors } from '../generic/declared-rules';
import { reviewSelectors } from './review-selectors';
import { selfSubjectRulesReview } from './rules-review';
import { groupsOf, specOf, validateLocalSubjectAccessReview, validateSelfSubjectAccessReview, validateSubjectAccessReview } from './validation';

interface Kind {
  readonly kind: string;
  readonly validate: (review: KubeObject, version: Version) => readonly FieldError[];
  /** What has to agree with the request. Throws 400. */
  readonly check?: (review: KubeObject, call: Call) => void;
  readonly subject: (spec: ReviewSpec, call: Call) => Identity;
}

const subjectOf = (spec: ReviewSpec): Identity => ({ name: spec.user ?? '', groups: groupsOf(spec), uid: spec.uid ?? '', extra: spec.extra ?? {} });

function attributesOf(spec: ReviewSpec, user: Identity, kubernetes: Version): Attributes {
  if (!spec.resourceAttributes) {
    const { verb = '', path = '' } = spec.nonResourceAttributes ?? {};
    return pathAttributes({ user, verb, path });
  }
  const { namespace = '', verb = '', group = '', version = '', resource = '', subresource = '', name = '' } = spec.resourceAttributes;
  const apiVersion = version === '' && kubernetes.has('reviewsOfAllVersions') ? '*' : version;
  return resourceAttributes({ user, verb, namespace, apiGroup: group, apiVersion, resource, subresource, name });
}

function statusOf({ decision, reason, error }: Verdict, remarks: readonly string[]): Readonly<Record<string, unknown>> {
  const evaluationError = [...(error === undefined ? [] : [error.message]), ...remarks].join('; ');
  return {
    allowed: decision === 'Allow',
    ...(decision === 'Deny' && { denied: true }),
    ...(reason !== '' && { reason }),
    ...(evaluationError !== '' && { evaluationError }),
  };
}

async function answer({ kind, validate, check, subject }: Kind, call: Call, context: RegistryContext) {
  const { info } = call;
  const { version } = context.options;
  const { object, validate: validateAdmission } = await receiveObject(call, context, { group: info.apiGroup, version: info.apiVersion, kind });
  const errors = reportedErrors(validate(object, version), { group: info.apiGroup, version: info.apiVersion, kind }, version, { object });
  if (errors.length > 0) throw invalid({ group: info.apiGroup, kind: '' }, '', errors);
  check?.(object, call);
  await validateAdmission();
  const spec = specOf(object);
  const { remarks, ...selectors } = reviewSelectors(spec.resourceAttributes ?? {}, version);
  const verdict = await context.authorizer.authorize({ ...attributesOf(spec, subject(spec, call), version), ...selectors });
  return { status: 201, object: { ...object, status: statusOf(verdict, remarks) } } as const;
}

const reviewOf =
  (kind: Kind): VerbHandler =>
  (call, context) =>
    answer(kind, call, context);

function checkNamespace({ metadata }: KubeObject, { info: { namespace } }: Call): void {
  if (namespace === '') throw badRequest(`namespace is required on this type: ${namespace}`);
  if (metadata.namespace !== namespace) throw badRequest(`spec.resourceAttributes.namespace must match namespace: ${namespace}`);
}

export const accessReviews: Readonly<Record<string, VerbHandler>> = {
  'authorization.k8s.io/subjectaccessreviews': reviewOf({ kind: 'SubjectAccessReview', validate: validateSubjectAccessReview, subject: subjectOf }),
  'authorization.k8s.io/localsubjectaccessreviews': reviewOf({
    kind: 'LocalSubjectAccessReview',
    validate: validateLocalSubjectAccessReview,
    check: checkNamespace,
    subject: subjectOf,
  }),
  'authorization.k8s.io/selfsubjectaccessreviews': reviewOf({
    kind: 'SelfSubjectAccessReview',
    validate: validateSelfSubjectAccessReview,
    subject: (_, { user }) => user,
  }),
  'authorization.k8s.io/selfsubjectrulesreviews': selfSubjectRulesReview,
};
