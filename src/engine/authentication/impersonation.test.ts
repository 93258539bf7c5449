/** Expected texts are those of recordings and of k8s.io/apiserver/pkg/endpoints/filters/impersonation/constrained_impersonation_test.go. */
import { test } from 'node:test';
import { expect } from 'expect';
import type { Attributes } from '../api/attributes';
import { resourceAttributes } from '../apimachinery/attributes';
import { combinedResource } from '../rbac/rule-matches';
import type { Authorizer } from '../api/authorizer';
import type { Identity } from '../api/identity';
import { NOT_AUDITED } from '../audit/not-audited';
import { versionOf } from '../versions';
import { createImpersonation } from './impersonation';

const alice: Identity = { name: 'alice', uid: '', groups: ['system:authenticated'], extra: {} };
const listNodes: Attributes = { ...resourceAttributes({ user: alice, verb: 'list', apiVersion: 'v1', resource: 'nodes' }), path: '/api/v1/nodes' };

/** Allows what is named as `verb resource[/subresource] name`. */
const allowing = (...rights: readonly string[]): Authorizer => ({
  name: 'test',
  authorize: (attributes) => {
    const right = attributes.isResourceRequest ? `${attributes.verb} ${combinedResource(attributes)} ${attributes.name}` : attributes.path;
    return { decision: rights.includes(right.trim()) ? 'Allow' : 'NoOpinion', reason: '' };
  },
});

const impersonating = async (version: string, authorizer: Authorizer, headers: Readonly<Record<string, string | readonly string[]>>) =>
  createImpersonation(versionOf(version), authorizer).impersonate({ method: 'GET', target: '/api/v1/nodes', headers }, listNodes, NOT_AUDITED);

test('without headers everybody is who they are', async () => {
  expect(await impersonating('1.36', allowing(), {})).toBe(alice);
  expect(await impersonating('1.20', allowing(), { 'impersonate-user': ' ' })).toBe(alice);
});
test('an impersonated user is authenticated', async () => {
  const user = { name: 'jane', uid: '', groups: ['dev', 'system:authenticated'], extra: {} };
  expect(
    await impersonating('1.20', allowing('impersonate users jane', 'impersonate groups dev'), { 'impersonate-user': 'jane', 'impersonate-group': 'dev' }),
  ).toEqual(user);
});
test('a ServiceAccount has its groups, unless others are named', async () => {
  const user = await impersonating('1.20', allowing('impersonate serviceaccounts sa1'), { 'impersonate-user': 'system:serviceaccount:ns1:sa1' });
  expect(user.groups).toEqual(['system:serviceaccounts', 'system:serviceaccounts:ns1', 'system:authenticated']);
});
test('the old right refuses the first thing that is not allowed', async () => {
  const refused = impersonating('1.20', allowing('impersonate users jane'), { 'impersonate-user': 'jane', 'impersonate-extra-acme.com%2fproject': 'p' });
  await expect(refused).rejects.toThrow(
    'userextras.authentication.k8s.io "p" is forbidden: User "alice" cannot impersonate resource "userextras/acme.com/project" in API group "authentication.k8s.io" at the cluster scope',
  );
});
test('groups without a user are refused in the words of each version', async () => {
  const headers = { 'impersonate-group': ['g1', 'g2'] };
  await expect(impersonating('1.20', allowing(), headers)).rejects.toMatchObject({
    code: 500,
    body: 'Internal Server Error: "/api/v1/nodes": requested [{Group  g1    } {Group  g2    }] without impersonating a user',
  });
  await expect(impersonating('1.36', allowing(), headers)).rejects.toMatchObject({
    code: 400,
    message: 'requested &user.DefaultInfo{Name:"", UID:"", Groups:[]string{"g1", "g2"}, Extra:map[string][]string(nil)} without impersonating a user name',
  });
});
test('without any right the narrowest mode that applies refuses', async () => {
  const cannot = (mode: string): string =>
    `nodes is forbidden: User "alice" cannot impersonate-on:${mode}:list resource "nodes" in API group "" at the cluster scope`;
  await expect(impersonating('1.36', allowing(), { 'impersonate-user': 'jane' })).rejects.toThrow(cannot('user-info'));
  await expect(impersonating('1.36', allowing(), { 'impersonate-user': 'system:node:node1' })).rejects.toThrow(cannot('arbitrary-node'));
  await expect(impersonating('1.36', allowing(), { 'impersonate-user': 'system:serviceaccount:ns1:sa1' })).rejects.toThrow(cannot('serviceaccount'));
});
test('a constrained mode never allows system:masters', async () => {
  const authorizer = allowing('impersonate-on:user-info:list nodes', 'impersonate:user-info users jane', 'impersonate:user-info groups system:masters');
  await expect(impersonating('1.36', authorizer, { 'impersonate-user': 'jane', 'impersonate-group': 'system:masters' })).rejects.toThrow(
    'groups.authentication.k8s.io "system:masters" is forbidden: User "alice" cannot impersonate:user-info resource "groups" in API group "authentication.k8s.io" at the cluster scope: impersonating the system:masters group is not allowed',
  );
});
test('a node that is acted as is in system:nodes', async () => {
  const user = await impersonating('1.36', allowing('impersonate-on:arbitrary-node:list nodes', 'impersonate:arbitrary-node nodes node1'), {
    'impersonate-user': 'system:node:node1',
  });
  expect(user.groups).toEqual(['system:nodes', 'system:authenticated']);
});
test('the mode that worked last is tried first, so its refusal is reported', async () => {
  const impersonation = createImpersonation(versionOf('1.36'), allowing('impersonate users jane'));
  const as = (user: string) => impersonation.impersonate({ method: 'GET', target: '/', headers: { 'impersonate-user': user } }, listNodes, NOT_AUDITED);
  expect((await as('jane')).name).toBe('jane');
  await expect(as('bob')).rejects.toThrow('users "bob" is forbidden: User "alice" cannot impersonate resource "users" in API group "" at the cluster scope');
});
test('many groups are asked for at once first', async () => {
  const authorizer = allowing('impersonate-on:user-info:list nodes', 'impersonate:user-info users jane', 'impersonate:user-info groups *');
  const user = await impersonating('1.36', authorizer, { 'impersonate-user': 'jane', 'impersonate-group': ['a', 'b', 'c', 'd'] });
  expect(user.groups).toEqual(['a', 'b', 'c', 'd', 'system:authenticated']);
});
