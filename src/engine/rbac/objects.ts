/** What is read of roles and bindings, typed. Types: kubernetes-types. */
import type { AggregationRule, PolicyRule, RoleRef, Subject } from 'kubernetes-types/rbac/v1';
import type { GroupResource, KubeObject } from '../api/objects';

export type { AggregationRule, PolicyRule, RoleRef, Subject };

export const RBAC_GROUP = 'rbac.authorization.k8s.io';

export type RbacResource = 'roles' | 'clusterroles' | 'rolebindings' | 'clusterrolebindings';
export const rbacResource = (resource: RbacResource): GroupResource => ({ group: RBAC_GROUP, resource });

/** The rules of a Role or a ClusterRole. Go writes verbs that are not there as null. */
export function rulesOf(role: KubeObject): readonly PolicyRule[] {
  const rules = (role.rules ?? []) as readonly PolicyRule[];
  const lacksVerbs = ({ verbs }: PolicyRule): boolean => (verbs as PolicyRule['verbs'] | null) === null;
  return rules.some(lacksVerbs) ? rules.map((rule) => (lacksVerbs(rule) ? { ...rule, verbs: [] } : rule)) : rules;
}

export const roleRefOf = (binding: KubeObject): RoleRef => binding.roleRef as RoleRef;
export const subjectsOf = (binding: KubeObject): readonly Subject[] => (binding.subjects ?? []) as readonly Subject[];

export const aggregationRuleOf = (role: KubeObject): AggregationRule | undefined => (role.aggregationRule ?? undefined) as AggregationRule | undefined;
