import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { NonResourceAttributes, ResourceAttributes } from '../../api/attributes';
import { pathAttributes, resourceAttributes } from '../../apimachinery/attributes';
import { AbacAuthorizer } from './abac-authorizer';
import { policyOfSpec, type PolicyFields } from './policy';

const REQUEST: ResourceAttributes = resourceAttributes({
  user: { name: 'alice', uid: '', groups: ['developers', 'system:authenticated'], extra: {} },
  verb: 'get',
  namespace: 'foo',
  apiVersion: 'v1',
  resource: 'pods',
  name: 'web',
});
const path = (text: string): NonResourceAttributes => pathAttributes({ user: REQUEST.user, verb: REQUEST.verb, path: text });
const decides = (policy: PolicyFields, request: Partial<ResourceAttributes> | NonResourceAttributes = {}): string =>
  new AbacAuthorizer([policyOfSpec(policy)]).authorize(request.isResourceRequest === false ? request : { ...REQUEST, ...request }).decision;

describe('a policy', () => {
  it('names a user, a group, or a user in a group', () => {
    const pods = { resource: 'pods', namespace: 'foo' };
    expect(decides({ ...pods, user: 'alice' })).toBe('Allow');
    expect(decides({ ...pods, user: 'bob' })).toBe('NoOpinion');
    expect(decides({ ...pods, group: 'developers' })).toBe('Allow');
    expect(decides({ ...pods, user: 'alice', group: 'developers' })).toBe('Allow');
    expect(decides({ ...pods, user: 'alice', group: 'auditors' })).toBe('NoOpinion');
    expect(decides({ ...pods, user: 'bob', group: 'developers' })).toBe('NoOpinion');
    expect(decides(pods)).toBe('NoOpinion');
  });

  it('matches with an empty field only what has none', () => {
    expect(decides({ user: 'alice', resource: 'pods' })).toBe('NoOpinion');
    expect(decides({ user: 'alice', resource: 'nodes' }, { resource: 'nodes', namespace: '' })).toBe('Allow');
    expect(decides({ user: 'alice', resource: '*', namespace: '*' }, { apiGroup: 'apps' })).toBe('NoOpinion');
  });

  it('allows to read where it is readonly', () => {
    const policy = { user: 'alice', resource: '*', namespace: '*', apiGroup: '*', readonly: true };
    expect(['get', 'list', 'watch', 'create', 'proxy'].map((verb) => decides(policy, { verb }))).toEqual(['Allow', 'Allow', 'Allow', 'NoOpinion', 'NoOpinion']);
  });

  it('does not look at subresources', () => {
    expect(decides({ user: 'alice', resource: 'pods', namespace: 'foo' }, { subresource: 'exec', verb: 'create' })).toBe('Allow');
  });

  it('names paths as they are, or with a wildcard at the end', () => {
    expect(decides({ user: 'alice', nonResourcePath: '/version' }, path('/version'))).toBe('Allow');
    expect(decides({ user: 'alice', nonResourcePath: '/version' }, path('/version/'))).toBe('NoOpinion');
    expect(decides({ user: 'alice', nonResourcePath: '/api*' }, path('/apis/apps'))).toBe('Allow');
    expect(decides({ user: 'alice', nonResourcePath: '*' }, path('/healthz'))).toBe('Allow');
    expect(decides({ user: 'alice', nonResourcePath: '*' })).toBe('NoOpinion');
  });
});

describe('the list of rules', () => {
  it('has the policies of the subject in the order of the file', () => {
    const authorizer = new AbacAuthorizer([
      policyOfSpec({ user: 'alice', namespace: 'foo', resource: 'pods', readonly: true }),
      policyOfSpec({ user: 'bob', namespace: '*', resource: '*' }),
      policyOfSpec({ group: 'developers', namespace: '*', resource: 'services', nonResourcePath: '/version' }),
    ]);
    expect(authorizer.rulesFor(REQUEST.user, 'foo')).toEqual({
      resourceRules: [
        { verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: ['pods'] },
        { verbs: ['*'], apiGroups: [''], resources: ['services'] },
      ],
      nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['/version'] }],
      incomplete: false,
      errors: [],
    });
  });
});
