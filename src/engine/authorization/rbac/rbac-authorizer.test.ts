import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { Attributes } from '../../api/attributes';
import { resourceAttributes } from '../../apimachinery/attributes';
import type { Identity } from '../../api/identity';
import type { KubeObject } from '../../api/objects';
import { RBAC_GROUP, rbacResource, type RbacResource, type Subject } from '../../rbac/objects';
import { MemoryStorage } from '../../storage/memory-storage';
import { RbacAuthorizer } from './rbac-authorizer';
import { table } from '../../golang/map';

const user = (name: string, ...groups: readonly string[]): Identity => ({ name, uid: '', groups, extra: {} });
const account = (namespace: string, name: string): Identity =>
  user(`system:serviceaccount:${namespace}:${name}`, 'system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated');
const get = (who: Identity, resource: string, namespace = ''): Attributes =>
  resourceAttributes({
    user: who,
    verb: 'get',
    namespace,
    apiVersion: 'v1',
    resource,
    name: 'x',
  });

const RESOURCES = table<RbacResource>({
  Role: 'roles',
  ClusterRole: 'clusterroles',
  RoleBinding: 'rolebindings',
  ClusterRoleBinding: 'clusterrolebindings',
});
const put = (storage: MemoryStorage, kind: string, object: KubeObject): void => void storage.put(rbacResource(RESOURCES[kind] ?? 'roles'), object);

/** The role's name is what it lets get. */
const role = (storage: MemoryStorage, name: string, namespace?: string): void =>
  put(storage, namespace === undefined ? 'ClusterRole' : 'Role', {
    metadata: { name, ...(namespace && { namespace }) },
    rules: [{ verbs: ['get'], apiGroups: [''], resources: [name] }],
  });
function bind(storage: MemoryStorage, name: string, namespace: string, kind: string, roleName: string, ...subjects: readonly Subject[]): void {
  put(storage, namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding', {
    metadata: { name, ...(namespace !== '' && { namespace }) },
    subjects,
    roleRef: { apiGroup: RBAC_GROUP, kind, name: roleName },
  });
}
const ALICE: Subject = { kind: 'User', apiGroup: RBAC_GROUP, name: 'alice' };
const DEV: Subject = { kind: 'Group', apiGroup: RBAC_GROUP, name: 'dev' };

describe('RbacAuthorizer', () => {
  it('allows by a ClusterRoleBinding everywhere and by a RoleBinding in its namespace only', () => {
    const storage = MemoryStorage.empty();
    role(storage, 'nodes');
    role(storage, 'pods');
    bind(storage, 'everywhere', '', 'ClusterRole', 'nodes', ALICE);
    bind(storage, 'here', 'foo', 'ClusterRole', 'pods', ALICE);
    const authorizer = new RbacAuthorizer(storage);
    expect(authorizer.authorize(get(user('alice'), 'nodes')).decision).toBe('Allow');
    expect(authorizer.authorize(get(user('alice'), 'pods', 'foo')).decision).toBe('Allow');
    expect(authorizer.authorize(get(user('alice'), 'pods', 'bar'))).toEqual({ decision: 'NoOpinion', reason: '' });
    expect(authorizer.authorize(get(user('alice'), 'pods'))).toEqual({ decision: 'NoOpinion', reason: '' });
  });

  it('names the binding before the namespace and the ServiceAccount before its namespace', () => {
    const storage = MemoryStorage.empty();
    role(storage, 'pods', 'default');
    bind(storage, 'read-pods', 'default', 'Role', 'pods', { kind: 'ServiceAccount', name: 'sa1' });
    const { reason } = new RbacAuthorizer(storage).authorize(get(account('default', 'sa1'), 'pods', 'default'));
    expect(reason).toBe('RBAC: allowed by RoleBinding "read-pods/default" of Role "pods" to ServiceAccount "sa1/default"');
  });

  it('names the first binding by name and its first subject that applies', () => {
    const storage = MemoryStorage.empty();
    role(storage, 'pods');
    bind(storage, 'b', '', 'ClusterRole', 'pods', ALICE);
    bind(storage, 'a', '', 'ClusterRole', 'pods', DEV, ALICE);
    const { reason } = new RbacAuthorizer(storage).authorize(get(user('alice', 'dev'), 'pods'));
    expect(reason).toBe('RBAC: allowed by ClusterRoleBinding "a" of ClusterRole "pods" to Group "dev"');
  });

  it('names the missing roles when nothing allows, each once', () => {
    const storage = MemoryStorage.empty();
    bind(storage, 'a', '', 'ClusterRole', 'gone', ALICE);
    bind(storage, 'b', '', 'ClusterRole', 'gone', DEV);
    bind(storage, 'c', 'foo', 'Role', 'gone', ALICE);
    const authorizer = new RbacAuthorizer(storage);
    const gone = 'clusterrole.rbac.authorization.k8s.io "gone" not found';
    expect(authorizer.authorize(get(user('alice', 'dev'), 'pods')).reason).toBe(`RBAC: ${gone}`);
    expect(authorizer.authorize(get(user('alice', 'dev'), 'pods', 'foo')).reason).toBe(`RBAC: [${gone}, role.rbac.authorization.k8s.io "gone" not found]`);
  });

  it('never takes a ServiceAccount without namespace in a ClusterRoleBinding', () => {
    const storage = MemoryStorage.empty();
    role(storage, 'pods');
    bind(storage, 'a', '', 'ClusterRole', 'pods', { kind: 'ServiceAccount', name: 'sa1' });
    expect(new RbacAuthorizer(storage).authorize(get(account('', 'sa1'), 'pods')).decision).toBe('NoOpinion');
  });

  it('follows every write, and a fork only its own', () => {
    const origin = MemoryStorage.empty();
    role(origin, 'pods');
    const before = new RbacAuthorizer(origin);
    bind(origin, 'a', 'foo', 'ClusterRole', 'pods', ALICE);
    const fork = origin.fork();
    const forked = new RbacAuthorizer(fork);
    fork.remove(rbacResource('rolebindings'), 'foo', 'a');
    bind(fork, 'b', 'foo', 'ClusterRole', 'pods', DEV);
    expect([before, forked].map((authorizer) => authorizer.authorize(get(user('alice'), 'pods', 'foo')).decision)).toEqual(['Allow', 'NoOpinion']);
    expect([before, forked].map((authorizer) => authorizer.authorize(get(user('bob', 'dev'), 'pods', 'foo')).decision)).toEqual(['NoOpinion', 'Allow']);
    origin.remove(rbacResource('clusterroles'), '', 'pods');
    expect(before.authorize(get(user('alice'), 'pods', 'foo')).reason).toBe('RBAC: clusterrole.rbac.authorization.k8s.io "pods" not found');
  });

  it('lists the rules of every binding that applies, with the roles that are missing', () => {
    const storage = MemoryStorage.empty();
    role(storage, 'pods');
    bind(storage, 'a', '', 'ClusterRole', 'pods', ALICE);
    bind(storage, 'b', 'foo', 'ClusterRole', 'pods', ALICE);
    bind(storage, 'c', 'foo', 'Role', 'gone', ALICE);
    const pods = { verbs: ['get'], apiGroups: [''], resources: ['pods'] };
    expect(new RbacAuthorizer(storage).rulesFor(user('alice'), 'foo')).toEqual({
      resourceRules: [pods, pods],
      nonResourceRules: [],
      incomplete: false,
      errors: ['role.rbac.authorization.k8s.io "gone" not found'],
    });
  });
});
