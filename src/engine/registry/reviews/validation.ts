/** What is wrong with a review. After k8s.io/kubernetes/pkg/apis/authorization/validation/validation.go. */
import type { LabelSelectorRequirement } from 'kubernetes-types/meta/v1';
import type { ReviewedPath, ReviewedRequirement, ReviewedSelector, ReviewSpec } from '../../api/access-review';
import type { KubeObject, ObjectMeta } from '../../api/objects';
import { printStructSyntax, printMapSyntax, printSliceSyntax } from '../../golang/printf';
import { quote } from '../../golang/quote';
import { forbiddenField, GoPrinted, invalidValue, required, type FieldError, type FieldValue } from '../../errors/field-error';
import type { Version } from '../../versions';
import { validateLabelRequirement } from '../generic/validation/label-selector-validation';

/** The metadata of a review, which should have none, as it is shown in the complaint about it. */
function goPrinted({ metadata }: KubeObject): FieldValue {
  return new GoPrinted(
    printStructSyntax('v1.ObjectMeta', {
      Name: quote(metadata.name ?? ''),
      GenerateName: quote(metadata.generateName ?? ''),
      Namespace: quote(metadata.namespace ?? ''),
      SelfLink: quote(metadata.selfLink ?? ''),
      UID: quote(metadata.uid ?? ''),
      ResourceVersion: quote(metadata.resourceVersion ?? ''),
      Generation: String(metadata.generation ?? 0),
      CreationTimestamp: 'v1.Time{Time:time.Time{wall:0x0, ext:0, loc:(*time.Location)(nil)}}',
      DeletionTimestamp: '(*v1.Time)(nil)',
      DeletionGracePeriodSeconds: '(*int64)(nil)',
      Labels: printMapSyntax(metadata.labels),
      Annotations: printMapSyntax(metadata.annotations),
      OwnerReferences: '[]v1.OwnerReference(nil)',
      Finalizers: printSliceSyntax(metadata.finalizers),
      ClusterName: '""',
      ManagedFields: '[]v1.ManagedFieldsEntry(nil)',
    }),
  );
}

const printedMetadata = (review: KubeObject, version: Version): FieldValue => (version.has('jsonFieldErrors') ? review.metadata : goPrinted(review));

export const specOf = (review: { readonly [field: string]: unknown }): ReviewSpec => (review.spec ?? {}) as ReviewSpec;
export const groupsOf = ({ groups, group }: ReviewSpec): readonly string[] => groups ?? group ?? [];

const RESOURCE = 'spec.resourceAttributes';
const NON_RESOURCE = 'spec.nonResourceAttributes';

/** The internal type has no JSON names, so its fields show as in Go. */
const printedAttributes = ({ path = '', verb = '' }: ReviewedPath, version: Version): FieldValue =>
  version.has('jsonFieldErrors')
    ? { Path: path, Verb: verb }
    : new GoPrinted(printStructSyntax('authorization.NonResourceAttributes', { Path: quote(path), Verb: quote(verb) }));

const ONE_OF = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';

function validateAttributes({ resourceAttributes, nonResourceAttributes }: ReviewSpec, version: Version): readonly FieldError[] {
  if (version.has('reviewAttributesAreUnion')) {
    if (Boolean(resourceAttributes) !== Boolean(nonResourceAttributes)) return [];
    return [invalidValue('spec', nonResourceAttributes ? printedAttributes(nonResourceAttributes, version) : null, ONE_OF)];
  }
  if (resourceAttributes && nonResourceAttributes)
    return [invalidValue(NON_RESOURCE, printedAttributes(nonResourceAttributes, version), 'cannot be specified in combination with resourceAttributes')];
  if (resourceAttributes || nonResourceAttributes) return [];
  return [invalidValue(RESOURCE, version.has('jsonFieldErrors') ? null : 'null', ONE_OF)];
}

const validateSubject = (spec: ReviewSpec): readonly FieldError[] =>
  (spec.user ?? '') === '' && groupsOf(spec).length === 0 ? [invalidValue('spec.user', '', 'at least one of user or group must be specified')] : [];

/** Operators that the server does not know are let through: a client may be newer. */
function validateFieldRequirement({ key, operator, values = [] }: ReviewedRequirement, field: string): readonly FieldError[] {
  const needsValues = operator === 'In' || operator === 'NotIn';
  const takesNone = operator === 'Exists' || operator === 'DoesNotExist';
  return [
    ...(key === '' ? [required(`${field}.key`, 'must be specified')] : []),
    ...(needsValues && values.length === 0 ? [required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'")] : []),
    ...(takesNone && values.length > 0 ? [forbiddenField(`${field}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")] : []),
  ];
}

type ValidateRequirement = (requirement: ReviewedRequirement, field: string) => readonly FieldError[];

function validateSelector(selector: ReviewedSelector | undefined, field: string, validate: ValidateRequirement): readonly FieldError[] {
  if (selector === undefined) return [];
  const { rawSelector = '', requirements = [] } = selector;
  const both = rawSelector !== '' && requirements.length > 0;
  const neither = rawSelector === '' && requirements.length === 0;
  return [
    ...(both ? [invalidValue(`${field}.rawSelector`, rawSelector, 'may not specified at the same time as requirements')] : []),
    ...(neither ? [required(`${field}.requirements`, `when ${field} is specified, requirements or rawSelector is required`)] : []),
    ...requirements.flatMap((requirement, at) => validate(requirement, `${field}.requirements[${at}]`)),
  ];
}

function validateSelectors({ resourceAttributes }: ReviewSpec, version: Version): readonly FieldError[] {
  if (!version.has('authorizeWithSelectors')) return [];
  const validateLabel: ValidateRequirement = (requirement, field) =>
    validateLabelRequirement(requirement as LabelSelectorRequirement, field, version, { unknownOperators: true });
  return [
    ...validateSelector(resourceAttributes?.fieldSelector, `${RESOURCE}.fieldSelector`, validateFieldRequirement),
    ...validateSelector(resourceAttributes?.labelSelector, `${RESOURCE}.labelSelector`, validateLabel),
  ];
}

const isFilled = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && value !== 0 && (typeof value !== 'object' || Object.keys(value).length > 0);

function validateMetadata(review: KubeObject, allowed: readonly (keyof ObjectMeta)[], detail: string, version: Version): readonly FieldError[] {
  const filled = Object.entries(review.metadata).some(([field, value]) => isFilled(value) && !['managedFields', ...allowed].includes(field));
  return filled ? [invalidValue('metadata', printedMetadata(review, version), detail)] : [];
}

export function validateSelfSubjectAccessReview(review: KubeObject, version: Version): readonly FieldError[] {
  const spec = specOf(review);
  return [...validateAttributes(spec, version), ...validateSelectors(spec, version), ...validateMetadata(review, [], 'must be empty', version)];
}

function validateSpec(spec: ReviewSpec, version: Version): readonly FieldError[] {
  return [...validateAttributes(spec, version), ...validateSubject(spec), ...validateSelectors(spec, version)];
}

export const validateSubjectAccessReview = (review: KubeObject, version: Version): readonly FieldError[] => [
  ...validateSpec(specOf(review), version),
  ...validateMetadata(review, [], 'must be empty', version),
];

export function validateLocalSubjectAccessReview(review: KubeObject, version: Version): readonly FieldError[] {
  const spec = specOf(review);
  const { resourceAttributes, nonResourceAttributes } = spec;
  const namespace = resourceAttributes?.namespace ?? '';
  const otherNamespace = resourceAttributes && namespace !== (review.metadata.namespace ?? '');
  return [
    ...validateSpec(spec, version),
    ...validateMetadata(review, ['namespace'], 'must be empty except for namespace', version),
    ...(otherNamespace ? [invalidValue(`${RESOURCE}.namespace`, namespace, 'must match metadata.namespace')] : []),
    ...(nonResourceAttributes ? [invalidValue(NON_RESOURCE, printedAttributes(nonResourceAttributes, version), 'disallowed on this kind of request')] : []),
  ];
}
