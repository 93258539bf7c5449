import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../engine/api/objects';
import type { PolicyRule } from '../engine/rbac/objects';
import { versionOf } from '../engine/versions';
import { policyOf } from './policy';
import { attributesFor } from './question';
import { whoCan } from './who-can';

const RBAC = 'rbac.authorization.k8s.io';
const version = versionOf('1.36');

const role = (name: string, rules: readonly PolicyRule[], namespace?: string): KubeObject => ({
  kind: namespace === undefined ? 'ClusterRole' : 'Role',
  metadata: { name, ...(namespace !== undefined && { namespace }) },
  rules,
});
const binding = (name: string, namespace: string | undefined, roleKind: string, roleName: string, subject: object): KubeObject => ({
  kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
  metadata: { name, ...(namespace !== undefined && { namespace }) },
  subjects: [subject],
  roleRef: { apiGroup: RBAC, kind: roleKind, name: roleName },
});
const account = (name: string, namespace: string): object => ({ kind: 'ServiceAccount', name, namespace });
const person = (name: string): object => ({ kind: 'User', name });

/** The ServiceAccount foo/reader reads Secrets in foo. */
const READER: readonly KubeObject[] = [
  role('secret-reader', [{ verbs: ['get'], apiGroups: [''], resources: ['secrets'] }], 'foo'),
  binding('reader', 'foo', 'Role', 'secret-reader', account('reader', 'foo')),
];

/** What eve is found to be able to do with the rules in foo. */
function stepsOf(rules: readonly PolicyRule[], more: readonly KubeObject[] = [], kubernetes = version): readonly (readonly [string, string])[] {
  const policy = policyOf(kubernetes, [...READER, role('of-eve', rules, 'foo'), binding('eve', 'foo', 'Role', 'of-eve', person('eve')), ...more]);
  const { couldGetThere } = whoCan(policy, attributesFor({ verb: 'get', resource: 'secrets', name: 'db', namespace: 'foo' }, kubernetes));
  return couldGetThere.map(({ name, technique }) => [name, technique]);
}

describe('who could get there', () => {
  it('no subject that only reads other things', () => {
    expect(stepsOf([{ verbs: ['get', 'list'], apiGroups: [''], resources: ['pods', 'configmaps'] }])).toEqual([]);
  });

  it('who may bind a role that covers it and write bindings, but not with one of the two', () => {
    const bind = { verbs: ['bind'], apiGroups: [RBAC], resources: ['roles'], resourceNames: ['secret-reader'] };
    const write = { verbs: ['create'], apiGroups: [RBAC], resources: ['rolebindings'] };
    expect(stepsOf([bind, write])).toEqual([['eve', 'bind']]);
    expect(stepsOf([bind])).toEqual([]);
    expect(stepsOf([write])).toEqual([]);
    expect(stepsOf([{ ...bind, resourceNames: ['another'] }, write])).toEqual([]);
  });

  it('who may escalate and change a role that they have', () => {
    const escalate = { verbs: ['escalate'], apiGroups: [RBAC], resources: ['roles'] };
    const change = { verbs: ['patch'], apiGroups: [RBAC], resources: ['roles'] };
    expect(stepsOf([escalate, change])).toEqual([['eve', 'escalate']]);
    expect(stepsOf([escalate, { ...change, resourceNames: ['secret-reader'] }])).toEqual([]);
    expect(stepsOf([escalate])).toEqual([]);
  });

  it('who may impersonate an allowed user', () => {
    expect(stepsOf([{ verbs: ['impersonate'], apiGroups: [''], resources: ['serviceaccounts'], resourceNames: ['reader'] }])).toEqual([['eve', 'impersonate']]);
    expect(stepsOf([{ verbs: ['impersonate'], apiGroups: [''], resources: ['serviceaccounts'], resourceNames: ['other'] }])).toEqual([]);
  });

  it('who may impersonate system:masters, which takes a user and a group', () => {
    const impersonate = (...resources: readonly string[]): readonly KubeObject[] => [
      role('impersonator', [{ verbs: ['impersonate'], apiGroups: [''], resources: [...resources] }]),
      binding('mallory', undefined, 'ClusterRole', 'impersonator', person('mallory')),
    ];
    expect(stepsOf([], impersonate('users', 'groups'))).toEqual([['mallory', 'impersonate']]);
    expect(stepsOf([], impersonate('groups'))).toEqual([]);
  });

  it('who may create pods, or what makes pods, where the ServiceAccount is', () => {
    expect(stepsOf([{ verbs: ['create'], apiGroups: [''], resources: ['pods'] }])).toEqual([['eve', 'pods']]);
    expect(stepsOf([{ verbs: ['create'], apiGroups: ['apps'], resources: ['deployments'] }])).toEqual([['eve', 'pods']]);
    expect(stepsOf([{ verbs: ['create'], apiGroups: [''], resources: ['deployments'] }])).toEqual([]);
  });

  it('who may create a token of the ServiceAccount', () => {
    const token = { verbs: ['create'], apiGroups: [''], resources: ['serviceaccounts/token'] };
    expect(stepsOf([token])).toEqual([['eve', 'token']]);
    expect(stepsOf([{ ...token, resourceNames: ['other'] }])).toEqual([]);
  });

  it('who may read its token Secret, which every ServiceAccount has in old versions', () => {
    const list = [{ verbs: ['list'], apiGroups: [''], resources: ['secrets'] }];
    const secret: KubeObject = {
      kind: 'Secret',
      type: 'kubernetes.io/service-account-token',
      metadata: { name: 'reader-token', namespace: 'foo', annotations: { 'kubernetes.io/service-account.name': 'reader' } },
    };
    expect(stepsOf(list, [secret])).toEqual([['eve', 'token-secret']]);
    expect(stepsOf(list)).toEqual([]);
    expect(stepsOf(list, [], versionOf('1.20'))).toEqual([['eve', 'token-secret']]);
  });

  it('who may create a token Secret and read it', () => {
    expect(stepsOf([{ verbs: ['create', 'list'], apiGroups: [''], resources: ['secrets'] }])).toEqual([['eve', 'token-secret']]);
    expect(stepsOf([{ verbs: ['create'], apiGroups: [''], resources: ['secrets'] }])).toEqual([]);
  });

  it('who can become a subject that could', () => {
    const middle = [
      role('token-maker', [{ verbs: ['create'], apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['eves-friend'] }], 'bar'),
      binding('friend', 'foo', 'Role', 'of-eve', account('eves-friend', 'bar')),
      binding('mallory', 'bar', 'Role', 'token-maker', person('mallory')),
    ];
    expect(stepsOf([{ verbs: ['create'], apiGroups: [''], resources: ['pods'] }], middle)).toEqual([
      ['eve', 'pods'],
      ['system:serviceaccount:bar:eves-friend', 'pods'],
      ['mallory', 'token'],
    ]);
  });
});
