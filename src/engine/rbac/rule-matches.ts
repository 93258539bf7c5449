/**
 * Whether a rule of a role covers a request. A star is everything; `pods` does not cover `pods/log`, while a star in the
 * place of `pods` covers the log of anything; a rule with names never covers a request that has none (create, list).
 * After k8s.io/kubernetes/pkg/apis/rbac/v1/evaluation_helpers.go.
 */
import type { Attributes } from '../api/attributes';
import { trimRight } from '../golang/trim';
import type { PolicyRule } from './objects';

type List = readonly string[] | undefined;

/** Loops instead of includes(): this runs for every rule of every request. */
function names(list: List, wanted: string): boolean {
  if (list === undefined) return false;
  for (const name of list) if (name === '*' || name === wanted) return true;
  return false;
}

/** `combined` is resource/subresource, or the resource without a subresource. */
function namesResource(list: List, combined: string, subresource: string): boolean {
  if (list === undefined) return false;
  for (const name of list) {
    if (name === '*' || name === combined) return true;
    if (subresource !== '' && name.length === subresource.length + 2 && name.startsWith('*/') && name.endsWith(subresource)) return true;
  }
  return false;
}

const namesObject = (list: List, wanted: string): boolean => list === undefined || list.length === 0 || list.includes(wanted);

function namesPath(list: List, path: string): boolean {
  if (list === undefined) return false;
  for (const name of list) {
    if (name === '*' || name === path) return true;
    if (name.endsWith('*') && path.startsWith(trimRight(name, '*'))) return true;
  }
  return false;
}

/** The resource as rules name it; '' of a path. */
export function combinedResource(attributes: Attributes): string {
  if (!attributes.isResourceRequest) return '';
  return attributes.subresource === '' ? attributes.resource : `${attributes.resource}/${attributes.subresource}`;
}

/** Whether the rule would, were the names in it not there. */
export function ruleMatchesAnyName(rule: PolicyRule, attributes: Attributes, combined: string): boolean {
  if (!names(rule.verbs, attributes.verb)) return false;
  if (!attributes.isResourceRequest) return namesPath(rule.nonResourceURLs, attributes.path);
  return names(rule.apiGroups, attributes.apiGroup) && namesResource(rule.resources, combined, attributes.subresource);
}

export const ruleMatches = (rule: PolicyRule, attributes: Attributes, combined: string): boolean =>
  ruleMatchesAnyName(rule, attributes, combined) && (!attributes.isResourceRequest || namesObject(rule.resourceNames, attributes.name));
