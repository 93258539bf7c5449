/**
 * What an authorizer is asked about a request. Selectors are parsed here, once; one that does not parse counts as none.
 * After k8s.io/apiserver/pkg/endpoints/filters/authorization.go GetAuthorizerAttributes.
 */
import type { Attributes, RequestInfo, SelectorRequirement } from '../api/attributes';
import type { Identity } from '../api/identity';
import type { Version } from '../versions';
import { pathAttributes } from '../apimachinery/attributes';
import { parseFieldSelector } from '../apimachinery/selectors/field-selector';
import { parseLabelSelector } from '../apimachinery/selectors/label-selector';

function requirementsOf(selector: string, parse: (selector: string) => readonly SelectorRequirement[]): readonly SelectorRequirement[] | undefined {
  if (selector === '') return undefined;
  try {
    const requirements = parse(selector);
    return requirements.length === 0 ? undefined : requirements;
  } catch {
    return undefined;
  }
}

const fieldRequirements = (selector: string): readonly SelectorRequirement[] =>
  parseFieldSelector(selector).map(({ field, value, equal }) => ({ key: field, operator: equal ? '=' : '!=', values: [value] }));

export function attributesOf(info: RequestInfo, user: Identity, version: Version): Attributes {
  const { verb, namespace, apiGroup, apiVersion, resource, subresource, name, path } = info;
  if (!info.isResourceRequest) return pathAttributes({ user, verb, path });
  const common = { user, verb, namespace, apiGroup, apiVersion, resource, subresource, name, isResourceRequest: true, path } as const;
  if (info.fieldSelector === '' && info.labelSelector === '') return common;
  const fieldSelector = requirementsOf(info.fieldSelector, fieldRequirements);
  const labelSelector = requirementsOf(info.labelSelector, (selector) => parseLabelSelector(selector, version));
  return { ...common, ...(fieldSelector && { fieldSelector }), ...(labelSelector && { labelSelector }) };
}
