/**
 * The RBAC policies and questions of the benchmarks. The Go program that is measured beside them has the same: half of the
 * bindings are ClusterRoleBindings of users, half RoleBindings of ServiceAccounts over 100 namespaces, all to one of size/10
 * ClusterRoles.
 */
import type { Attributes } from '../src/engine/api/attributes';
import type { KubeObject } from '../src/engine/api/objects';
import { rbacResource, type RbacResource } from '../src/engine/rbac/objects';
import { MemoryStorage } from '../src/engine/storage/memory-storage';
import { account, ask, person } from './questions';

const NAMESPACES = 100;
const rules = () => [
  { apiGroups: [''], resources: ['pods', 'services', 'configmaps'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: ['apps'], resources: ['deployments', 'replicasets'], verbs: ['get', 'list', 'watch', 'update'] },
];
const RBAC = 'rbac.authorization.k8s.io';

const clusterRole = (index: number): KubeObject => ({ kind: 'ClusterRole', metadata: { name: `role-${index}` }, rules: rules() });
const roleRef = (index: number, roles: number) => ({ apiGroup: RBAC, kind: 'ClusterRole', name: `role-${index % roles}` });

const clusterRoleBinding = (index: number, roles: number): KubeObject => ({
  kind: 'ClusterRoleBinding',
  metadata: { name: `crb-${index}` },
  subjects: [{ kind: 'User', apiGroup: RBAC, name: `cuser-${index}` }],
  roleRef: roleRef(index, roles),
});
const roleBinding = (index: number, roles: number): KubeObject => ({
  kind: 'RoleBinding',
  metadata: { name: `rb-${index}`, namespace: `ns-${index % NAMESPACES}` },
  subjects: [{ kind: 'ServiceAccount', namespace: 'build', name: `sa-${index}` }],
  roleRef: roleRef(index, roles),
});

/** Of the size of the case: half ClusterRoleBindings, half RoleBindings. */
export function* objectsOf(bindings: number): Generator<KubeObject> {
  const roles = Math.max(1, Math.floor(bindings / 10));
  for (let index = 0; index < roles; index += 1) yield clusterRole(index);
  for (let index = 0; index < Math.floor(bindings / 2); index += 1) {
    yield clusterRoleBinding(index, roles);
    yield roleBinding(index, roles);
  }
}

export function storageOf(bindings: number): MemoryStorage {
  const storage = MemoryStorage.empty();
  for (const object of objectsOf(bindings)) storage.put(rbacResource(`${object.kind?.toLowerCase() ?? ''}s` as RbacResource), object);
  return storage;
}

/** By the names that the Go program gives them. */
export function questionsOf(bindings: number): Readonly<Record<string, Attributes>> {
  const known = Math.min(7, Math.floor(bindings / 2) - 1);
  return {
    allowed: ask(account('build', `sa-${known}`), 'list', '', 'pods', `ns-${known}`, ''),
    denied: ask(person('outsider'), 'list', '', 'secrets', 'ns-7', ''),
    cluster: ask(person('cuser-3'), 'get', 'apps', 'deployments', 'ns-9', 'd'),
  };
}
