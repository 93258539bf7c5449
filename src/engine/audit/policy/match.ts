/**
 * Which rule of a policy a request is audited by: the first that matches; without one it is not audited.
 * After k8s.io/apiserver/pkg/audit/policy/checker.go.
 */
import type { AuditLevel } from '../../api/audit';
import type { NonResourceAttributes, ResourceAttributes } from '../../api/attributes';
import type { Identity } from '../../api/identity';
import { trimRight } from '../../golang/trim';
import type { GroupResources, Policy, PolicyRule } from './types';

export interface AuditConfig {
  readonly level: AuditLevel;
  readonly omitStages: readonly string[];
  readonly omitManagedFields: boolean;
}

/** A request whose requester may not be known. */
export type AuditedAttributes = (AuditedResource | Omit<NonResourceAttributes, 'user'>) & { readonly user?: Identity | undefined };
type AuditedResource = Omit<ResourceAttributes, 'user'>;

const has = (wanted: readonly string[] | null | undefined, value: string): boolean => wanted?.includes(value) === true;
const isEmpty = (wanted: readonly unknown[] | null | undefined): boolean => (wanted ?? []).length === 0;

const matchesUser = ({ users, userGroups }: PolicyRule, user: Identity | undefined): boolean =>
  (isEmpty(users) || (user !== undefined && has(users, user.name))) &&
  (isEmpty(userGroups) || (user !== undefined && user.groups.some((group) => has(userGroups, group))));

const matchesPath = (path: string, wanted: string): boolean =>
  wanted === '*' || wanted === path || (wanted.endsWith('*') && path.startsWith(trimRight(wanted, '*')));

function matchesGroup({ group = '', resources, resourceNames }: GroupResources, { apiGroup, resource, subresource, name }: AuditedResource): boolean {
  if (group !== apiGroup && group !== '*') return false;
  if (isEmpty(resources)) return true;
  if (!isEmpty(resourceNames) && !has(resourceNames, name)) return false;
  const combined = subresource === '' ? resource : `${resource}/${subresource}`;
  return (resources ?? []).some(
    (wanted) => wanted === combined || wanted === '*' || (subresource !== '' && wanted === `*/${subresource}`) || wanted === `${resource}/*`,
  );
}

function matchesResource({ namespaces, resources }: PolicyRule, attributes: AuditedAttributes): boolean {
  if (!attributes.isResourceRequest) return false;
  if (!isEmpty(namespaces) && !has(namespaces, attributes.namespace)) return false;
  return isEmpty(resources) || (resources ?? []).some((group) => matchesGroup(group, attributes));
}

function matches(rule: PolicyRule, attributes: AuditedAttributes): boolean {
  if (!matchesUser(rule, attributes.user)) return false;
  if (!isEmpty(rule.verbs) && !has(rule.verbs, attributes.verb)) return false;
  if (!isEmpty(rule.namespaces) || !isEmpty(rule.resources)) return matchesResource(rule, attributes);
  if (isEmpty(rule.nonResourceURLs)) return true;
  return !attributes.isResourceRequest && (rule.nonResourceURLs ?? []).some((wanted) => matchesPath(attributes.path, wanted));
}

const NOT_AUDITED: AuditConfig = { level: 'None', omitStages: [], omitManagedFields: false };

export function auditConfigOf({ rules, omitStages, omitManagedFields = false }: Policy, attributes: AuditedAttributes): AuditConfig {
  const rule = (rules ?? []).find((candidate) => matches(candidate, attributes));
  if (rule === undefined) return NOT_AUDITED;
  return {
    level: rule.level as AuditLevel,
    omitStages: [...(omitStages ?? []), ...(rule.omitStages ?? [])],
    omitManagedFields: rule.omitManagedFields ?? omitManagedFields,
  };
}
