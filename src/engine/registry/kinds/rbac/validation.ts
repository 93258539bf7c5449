/** What is wrong with a role or a binding. After k8s.io/kubernetes/pkg/apis/rbac/validation/validation.go. */
import type { KubeObject } from '../../../api/objects';
import { quote } from '../../../golang/quote';
import { printStructSyntax } from '../../../golang/printf';
import { GoPrinted, invalidValue, notSupported, required, type FieldError, type FieldValue } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { strings } from '../../generic/metadata/go-printed';
import { nameIsDnsSubdomain, nameIsPathSegment } from '../../../apimachinery/names';
import { isUsable, validateLabelSelector } from '../../generic/validation/label-selector-validation';
import { aggregationRuleOf, RBAC_GROUP, roleRefOf, rulesOf, subjectsOf, type PolicyRule, type RoleRef, type Subject } from '../../../rbac/objects';

/** Names become segments of URLs; that is all. */
export const rbacName = (name: string, _prefix: boolean, version: Version): readonly string[] => nameIsPathSegment(name, false, version);

function validateRule(rule: PolicyRule, namespaced: boolean, field: string, version: Version): readonly FieldError[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const noVerbs = (verbs ?? []).length === 0 ? [required(`${field}.verbs`, 'verbs must contain at least one value')] : [];
  if (nonResourceURLs.length === 0) {
    return [
      ...noVerbs,
      ...(apiGroups.length === 0 ? [required(`${field}.apiGroups`, 'resource rules must supply at least one api group')] : []),
      ...(resources.length === 0 ? [required(`${field}.resources`, 'resource rules must supply at least one resource')] : []),
    ];
  }
  const refused = (detail: string): FieldError => invalidValue(`${field}.nonResourceURLs`, strings(nonResourceURLs, version), detail);
  return [
    ...noVerbs,
    ...(namespaced ? [refused('namespaced rules cannot apply to non-resource URLs')] : []),
    ...(apiGroups.length + resources.length + resourceNames.length > 0 ? [refused('rules cannot apply to both regular resources and non-resource URLs')] : []),
  ];
}

const validateRules = (role: KubeObject, namespaced: boolean, version: Version): readonly FieldError[] =>
  rulesOf(role).flatMap((rule, at) => validateRule(rule, namespaced, `rules[${at}]`, version));

export const validateRole = (role: KubeObject, version: Version): readonly FieldError[] => validateRules(role, true, version);

/** `old` is what is there before an update: values that were already wrong may stay. */
export function validateClusterRole(role: KubeObject, version: Version, old?: KubeObject): readonly FieldError[] {
  const invalidValues = old !== undefined && !selectorsOf(old).every((selector) => validateLabelSelector(selector, '', version).length === 0);
  const noSelectors = aggregationRuleOf(role) !== undefined && selectorsOf(role).length === 0;
  const field = 'aggregationRule.clusterRoleSelectors';
  return [
    ...validateRules(role, false, version),
    ...(noSelectors ? [required(field, 'at least one clusterRoleSelector required if aggregationRule is non-nil')] : []),
    ...selectorsOf(role).flatMap((selector, at) => [
      ...validateLabelSelector(selector, `${field}[${at}]`, version, { invalidValues }),
      ...(isUsable(selector, version) ? [] : [invalidValue(`${field}[${at}]`, version.has('jsonFieldErrors') ? null : 'null', 'invalid label selector.')]),
    ]),
  ];
}

const selectorsOf = (role: KubeObject) => aggregationRuleOf(role)?.clusterRoleSelectors ?? [];

function validateRoleRef({ apiGroup, kind, name }: RoleRef, kinds: readonly string[], version: Version): readonly FieldError[] {
  return [
    ...(apiGroup === RBAC_GROUP ? [] : [notSupported('roleRef.apiGroup', apiGroup, [RBAC_GROUP])]),
    ...(kinds.includes(kind) ? [] : [notSupported('roleRef.kind', kind, kinds)]),
    ...(name === '' ? [required('roleRef.name')] : rbacName(name, false, version).map((text) => invalidValue('roleRef.name', name, text))),
  ];
}

function validateServiceAccount({ apiGroup = '', name, namespace = '' }: Subject, namespaced: boolean, field: string, version: Version): readonly FieldError[] {
  return [
    ...(name === '' ? [] : nameIsDnsSubdomain(name, false, version).map((text) => invalidValue(`${field}.name`, name, text))),
    ...(apiGroup === '' ? [] : [notSupported(`${field}.apiGroup`, apiGroup, [''])]),
    ...(namespaced || namespace !== '' ? [] : [required(`${field}.namespace`)]),
  ];
}

function validateSubject(subject: Subject, namespaced: boolean, field: string, version: Version): readonly FieldError[] {
  const { kind, apiGroup = '', name } = subject;
  const noName = name === '' ? [required(`${field}.name`)] : [];
  switch (kind) {
    case 'ServiceAccount':
      return [...noName, ...validateServiceAccount(subject, namespaced, field, version)];
    case 'User':
    case 'Group':
      return [...noName, ...(apiGroup === RBAC_GROUP ? [] : [notSupported(`${field}.apiGroup`, apiGroup, [RBAC_GROUP])])];
    default:
      return [...noName, notSupported(`${field}.kind`, kind, ['ServiceAccount', 'User', 'Group'])];
  }
}

export function validateBinding(binding: KubeObject, namespaced: boolean, version: Version): readonly FieldError[] {
  const subjects = subjectsOf(binding).flatMap((subject, at) => validateSubject(subject, namespaced, `subjects[${at}]`, version));
  return [...validateRoleRef(roleRefOf(binding), namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'], version), ...subjects];
}

/** The internal type has no JSON names, so its fields show as in Go. */
const printedRoleRef = ({ apiGroup, kind, name }: RoleRef, version: Version): FieldValue =>
  version.has('jsonFieldErrors')
    ? { APIGroup: apiGroup, Kind: kind, Name: name }
    : new GoPrinted(printStructSyntax('rbac.RoleRef', { APIGroup: quote(apiGroup), Kind: quote(kind), Name: quote(name) }));

const sameRoleRef = (a: RoleRef, b: RoleRef): boolean => a.apiGroup === b.apiGroup && a.kind === b.kind && a.name === b.name;

/** Who is bound may change, to what may not: that would be another binding. */
export function validateSameRole(binding: KubeObject, old: KubeObject, version: Version): readonly FieldError[] {
  const [now, before] = [roleRefOf(binding), roleRefOf(old)];
  return sameRoleRef(now, before)
    ? []
    : [invalidValue('roleRef', printedRoleRef(now, version), version.has('roleRefImmutable') ? 'field is immutable' : 'cannot change roleRef')];
}
