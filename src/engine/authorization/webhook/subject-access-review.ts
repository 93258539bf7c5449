/**
 * The question that a webhook is asked: a SubjectAccessReview of the attributes. Fields that are empty are left out, selectors
 * are sent as requirements only, and v1beta1 calls the groups `group`.
 * After k8s.io/apiserver/plugin/pkg/authorizer/webhook/webhook.go.
 */
import type { ReviewedResource, ReviewedSelector, ReviewSpec } from '../../api/access-review';
import type { Attributes, ResourceAttributes, SelectorRequirement } from '../../api/attributes';
import { encodeJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import type { Version } from '../../versions';
import { own } from '../../golang/map';

export type ReviewVersion = 'v1' | 'v1beta1';

/** What a webhook says. A review without a status has no opinion. */
export interface ReviewStatus {
  readonly allowed: boolean;
  readonly denied?: boolean;
  readonly reason?: string;
}

export function reviewVersionOf(text: string): ReviewVersion {
  if (text === 'v1' || text === 'v1beta1') return text;
  throw new Error(`unsupported webhook authorizer version ${quote(text)}, supported versions are "v1", "v1beta1"`);
}

const FIELD_OPERATORS: Readonly<Record<string, string>> = { '=': 'In', '==': 'In', in: 'In', '!=': 'NotIn', notin: 'NotIn' };
const LABEL_OPERATORS: Readonly<Record<string, string>> = { ...FIELD_OPERATORS, exists: 'Exists', '!': 'DoesNotExist' };

/** What has an operator of another kind only narrows the question, so it can be left out. */
function selectorOf(requirements: readonly SelectorRequirement[] | undefined, operators: Readonly<Record<string, string>>): ReviewedSelector | undefined {
  const known = (requirements ?? []).flatMap(({ key, operator, values }) => {
    const name = own(operators, operator);
    return name === undefined ? [] : [{ key, operator: name, ...(values.length > 0 && { values }) }];
  });
  return known.length === 0 ? undefined : { requirements: known };
}

const filled = <T extends object>(fields: T): T => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as T;

/** In the order of the Go struct of v1. */
function resourceOf(attributes: ResourceAttributes): ReviewedResource {
  const { namespace, verb, apiGroup, apiVersion, resource, subresource, name } = attributes;
  const fieldSelector = selectorOf(attributes.fieldSelector, FIELD_OPERATORS);
  const labelSelector = selectorOf(attributes.labelSelector, LABEL_OPERATORS);
  return filled({
    namespace,
    verb,
    group: apiGroup,
    version: apiVersion,
    resource,
    subresource,
    name,
    ...(fieldSelector && { fieldSelector }),
    ...(labelSelector && { labelSelector }),
  });
}

/** In the order of the Go struct of v1. */
export function reviewSpecOf(attributes: Attributes): ReviewSpec {
  const { user, verb, path } = attributes;
  const extra = Object.entries(user.extra).sort(([one], [other]) => (one < other ? -1 : 1));
  const asked = attributes.isResourceRequest ? { resourceAttributes: resourceOf(attributes) } : { nonResourceAttributes: filled({ path, verb }) };
  return {
    ...asked,
    ...filled({ user: user.name }),
    ...(user.groups.length > 0 && { groups: user.groups }),
    ...(extra.length > 0 && { extra: Object.fromEntries(extra) }),
    ...filled({ uid: user.uid }),
  };
}

const renamed = (spec: ReviewSpec): object =>
  Object.fromEntries(Object.entries(spec).map(([name, value]) => [name === 'groups' ? 'group' : name, value as unknown]));

export function reviewBody(spec: ReviewSpec, reviewVersion: ReviewVersion, version: Version): string {
  return `${encodeJson({
    kind: 'SubjectAccessReview',
    apiVersion: `authorization.k8s.io/${reviewVersion}`,
    metadata: version.has('zeroCreationTimestamp') ? { creationTimestamp: null } : {},
    spec: reviewVersion === 'v1' ? spec : renamed(spec),
    status: { allowed: false },
  })}\n`;
}
