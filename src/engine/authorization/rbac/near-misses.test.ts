import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { NonResourceAttributes, ResourceAttributes } from '../../api/attributes';
import { pathAttributes, resourceAttributes } from '../../apimachinery/attributes';
import type { Explanation } from '../../api/explainer';
import { rbacResource, type PolicyRule, type Subject } from '../../rbac/objects';
import { MemoryStorage } from '../../storage/memory-storage';
import { RbacAuthorizer } from './rbac-authorizer';

const RULE: PolicyRule = { verbs: ['get'], apiGroups: [''], resources: ['services'], resourceNames: ['web'] };
const JANE: Subject = { kind: 'User', name: 'jane' };
const ASKED: ResourceAttributes = resourceAttributes({
  user: { name: 'jane', uid: '', groups: ['dev'], extra: {} },
  verb: 'get',
  namespace: 'foo',
  apiVersion: 'v1',
  resource: 'services',
  name: 'web',
});

interface Case {
  readonly rule?: PolicyRule;
  readonly subject?: Subject;
  readonly namespace?: string;
}

/** What is said of a request that one binding in foo allows but for the difference. */
function explained({ rule = RULE, subject = JANE, namespace = 'foo' }: Case, asked: Partial<ResourceAttributes> | NonResourceAttributes = {}): Explanation {
  const storage = MemoryStorage.empty();
  storage.put(rbacResource('clusterroles'), { metadata: { name: 'reader' }, rules: [rule] });
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' };
  storage.put(rbacResource(namespace === '' ? 'clusterrolebindings' : 'rolebindings'), { metadata: { name: 'read', namespace }, subjects: [subject], roleRef });
  return new RbacAuthorizer(storage).explain(asked.isResourceRequest === false ? asked : { ...ASKED, ...asked });
}
const lacks = (...given: Parameters<typeof explained>): readonly string[] => explained(...given).nearMisses.map((miss) => miss.lacks);
const sentence = (...given: Parameters<typeof explained>): string | undefined => explained(...given).nearMisses[0]?.message;

describe('an explanation by RBAC', () => {
  it('names the rule and the binding that allow', () => {
    const { decision, allowedBy, nearMisses } = explained({});
    expect({ decision, allowedBy, nearMisses }).toEqual({
      decision: 'Allow',
      allowedBy: {
        binding: { kind: 'RoleBinding', namespace: 'foo', name: 'read' },
        role: { kind: 'ClusterRole', namespace: '', name: 'reader' },
        subject: { kind: 'User', namespace: '', name: 'jane' },
        rule: { ...RULE, position: 0 },
      },
      nearMisses: [],
    });
  });

  it('names the one thing that a rule lacks', () => {
    expect(lacks({}, { verb: 'delete' })).toEqual(['verb']);
    expect(lacks({}, { resource: 'pods' })).toEqual(['resource']);
    expect(lacks({}, { subresource: 'status' })).toEqual(['resource']);
    expect(lacks({}, { apiGroup: 'apps' })).toEqual(['apiGroup']);
    expect(lacks({}, { name: 'db' })).toEqual(['name']);
    expect(lacks({ rule: { ...RULE, verbs: ['list'] } }, { verb: 'list', name: '' })).toEqual(['name']);
    expect(lacks({}, { verb: 'delete', name: 'db' })).toEqual([]);
  });

  it('names what it has instead', () => {
    expect(sentence({}, { verb: 'delete' })).toBe(
      'RoleBinding "read/foo" of ClusterRole "reader" to User "jane" does not allow this: rule 1 of the role lacks only the verb "delete": it has "get"',
    );
  });

  it('distinguishes paths from resources', () => {
    const path = pathAttributes({ user: ASKED.user, verb: ASKED.verb, path: '/metrics' });
    expect(lacks({ rule: { verbs: ['get'], nonResourceURLs: ['/healthz'] }, namespace: '' }, path)).toEqual(['path']);
    expect(lacks({ namespace: '' }, path)).toEqual([]);
  });

  it('names a binding in another namespace', () => {
    expect(sentence({ namespace: 'bar' })).toBe(
      'RoleBinding "read/bar" of ClusterRole "reader" to User "jane" allows this in the namespace "bar" only, not in "foo"',
    );
    expect(lacks({}, { namespace: '' })).toEqual(['namespace']);
  });

  it('says how a subject differs', () => {
    const differs = (subject: Subject, name = 'jane'): string | undefined =>
      sentence({ subject }, { user: { ...ASKED.user, name } })
        ?.split('; ')
        .at(-1);
    const account = (name: string, namespace: string): Subject => ({ kind: 'ServiceAccount', name, namespace });
    expect(differs(account('default', 'foo'), 'system:serviceaccount:bar:default')).toBe('the ServiceAccount is of the namespace "bar" instead of "foo"');
    expect(differs({ kind: 'User', name: 'oidc:jane' })).toBe('the user "jane" lacks the prefix "oidc:"');
    expect(differs(JANE, 'oidc:jane')).toBe('the user "oidc:jane" has the prefix "oidc:" too much');
    expect(differs({ kind: 'User', name: 'Jane' })).toBe('the user "jane" is written "Jane"');
    expect(differs({ kind: 'User', name: 'dev' })).toBe('"dev" is a group of the requester, not their name');
    expect(differs({ kind: 'Group', name: 'jane' })).toBe('"jane" is the name of the requester, not a group');
    expect(differs({ kind: 'Group', name: 'ops' })).toBe('the requester is not in the group "ops"');
    expect(differs({ kind: 'Group', name: 'oidc:dev' })).toBe('the group "dev" lacks the prefix "oidc:"');
  });

  it('names a missing role', () => {
    const storage = MemoryStorage.empty();
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'gone' };
    storage.put(rbacResource('clusterrolebindings'), { metadata: { name: 'all' }, subjects: [JANE], roleRef });
    const { nearMisses } = new RbacAuthorizer(storage).explain(ASKED);
    expect(nearMisses.map(({ message: said }) => said)).toEqual([
      'ClusterRoleBinding "all" of ClusterRole "gone" to User "jane" allows nothing: the ClusterRole "gone" does not exist',
    ]);
  });
});
