/**
 * What is known of the access control of a cluster: its roles and bindings, and of its ServiceAccounts which have a token
 * Secret. An analysis asks the same authorizer that the server asks.
 */
import { aggregatedRules } from '../controllers/cluster-role-aggregation';
import type { GroupResource, KubeObject } from '../engine/api/objects';
import type { Storage } from '../engine/api/storage';
import { aggregationRuleOf, rbacResource, rulesOf } from '../engine/rbac/objects';
import { MemoryStorage } from '../engine/storage/memory-storage';
import { withMeta } from '../engine/storage/object-meta';
import type { Version } from '../engine/versions';
import { BoundRoles } from './bound-roles';
import type { KnownResource } from './resources';
import { SECRETS } from './token-secrets';

export interface Policy {
  readonly version: Version;
  readonly storage: Storage;
  /** Resources beside those of the version, of CustomResourceDefinitions or of the server. */
  readonly custom: readonly KnownResource[];
}

/** By kind. Objects of other kinds decide nothing. */
const RESOURCES: ReadonlyMap<string, GroupResource> = new Map([
  ['ClusterRole', rbacResource('clusterroles')],
  ['Role', rbacResource('roles')],
  ['ClusterRoleBinding', rbacResource('clusterrolebindings')],
  ['RoleBinding', rbacResource('rolebindings')],
  ['Secret', SECRETS],
]);
const CLUSTER_SCOPED: ReadonlySet<string> = new Set(['ClusterRole', 'ClusterRoleBinding']);

/** As kubectl does: what is in no namespace is put into `default`. */
function placed(object: KubeObject): KubeObject {
  const { namespace: given, ...metadata } = object.metadata;
  return CLUSTER_SCOPED.has(object.kind ?? '') ? { ...object, metadata } : withMeta(object, { namespace: given ?? 'default' });
}

/** Whether a role got other rules. */
function aggregateOnce(storage: Storage): boolean {
  const roles = storage.list(rbacResource('clusterroles'));
  const changed = roles.flatMap((role) => {
    if (aggregationRuleOf(role) === undefined) return [];
    const rules = aggregatedRules(role, roles);
    return JSON.stringify(rules) === JSON.stringify(rulesOf(role)) ? [] : [{ ...role, rules }];
  });
  for (const role of changed) storage.put(rbacResource('clusterroles'), role);
  return changed.length > 0;
}

/** Roles may aggregate roles that aggregate others, and even each other: no chain is longer than there are roles. */
function aggregate(storage: Storage): void {
  const most = storage.list(rbacResource('clusterroles')).length;
  for (let turn = 0; turn < most && aggregateOnce(storage); turn += 1);
}

/** Of several objects of the same name the last counts, as when they are applied one after the other. */
export function policyOf(version: Version, objects: readonly KubeObject[], custom: readonly KnownResource[] = []): Policy {
  const storage = MemoryStorage.empty();
  for (const object of objects) {
    const resource = RESOURCES.get(object.kind ?? '');
    if (resource !== undefined) storage.put(resource, placed(object));
  }
  aggregate(storage);
  BoundRoles.of(storage).gatherAll();
  return { version, storage, custom };
}
