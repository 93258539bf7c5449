/**
 * A ClusterRole with an aggregationRule has the rules of all ClusterRoles that its selectors match: selector by selector,
 * within one by name, each rule once. Rules set by hand are overwritten.
 * Upstream: pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go
 */
import type { KubeObject } from '../engine/api/objects';
import type { Version } from '../engine/versions';
import { CLUSTER_ROLES, type Controller } from './controller';
import { matchesLabelSelector, type LabelSelector } from './label-selector';

const selectorsOf = (role: KubeObject): readonly LabelSelector[] =>
  (role['aggregationRule'] as { readonly clusterRoleSelectors?: readonly LabelSelector[] } | undefined)?.clusterRoleSelectors ?? [];
const rulesOf = (role: KubeObject): readonly unknown[] => (role['rules'] as readonly unknown[] | null | undefined) ?? [];
const nameOf = (role: KubeObject): string => `${role.metadata.name}`;

export function aggregatedRules(role: KubeObject, roles: readonly KubeObject[]): readonly unknown[] {
  const others = roles.filter((other) => nameOf(other) !== nameOf(role)).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const rules = new Map<string, unknown>();
  for (const selector of selectorsOf(role)) {
    for (const other of others.filter(({ metadata }) => matchesLabelSelector(selector, metadata.labels ?? {}))) {
      for (const rule of rulesOf(other)) rules.set(JSON.stringify(rule), rules.get(JSON.stringify(rule)) ?? rule);
    }
  }
  return [...rules.values()];
}

const MANAGER = 'clusterrole-aggregation-controller';

/**
 * Where the controller applies (server-side), an empty list of rules takes away only rules that it has set itself and that
 * are unchanged since; where it updates, the rules become empty.
 */
export const clusterRoleAggregationController = (version: Version): Controller => ({
  name: MANAGER,
  alias: 'clusterrole-aggregation',
  watches: {
    [CLUSTER_ROLES]: (_, { informer }) =>
      informer(CLUSTER_ROLES)
        .list()
        .filter((role) => selectorsOf(role).length > 0)
        .map(nameOf),
  },
  async reconcile(name, { client, informer }) {
    const role = informer(CLUSTER_ROLES).get(name);
    if (role === undefined) return;
    const rules = aggregatedRules(role, informer(CLUSTER_ROLES).list());
    if (JSON.stringify(rulesOf(role)) === JSON.stringify(rules)) return;
    const path = `${CLUSTER_ROLES}/${name}`;
    const kind = { kind: 'ClusterRole', apiVersion: 'rbac.authorization.k8s.io/v1' };
    if (!version.has('aggregationApplies')) {
      await client.request('PUT', path, { ...role, ...kind, rules: rules.length === 0 ? null : rules });
      return;
    }
    const applied = { ...kind, metadata: { name }, ...(rules.length > 0 && { rules }) };
    await client.request('PATCH', `${path}?fieldManager=${MANAGER}&force=true`, applied, 'application/apply-patch+yaml');
  },
});
