import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { Attributes } from '../api/attributes';
import { pathAttributes, resourceAttributes } from '../apimachinery/attributes';
import type { PolicyRule } from './objects';
import { combinedResource, ruleMatches } from './rule-matches';

const NO_USER = { name: '', uid: '', groups: [], extra: {} };

const resource = (text: string, name = ''): Attributes => {
  const [plural = '', subresource = ''] = text.split('/');
  return resourceAttributes({ user: NO_USER, verb: 'get', resource: plural, subresource, name });
};
const path = (text: string): Attributes => pathAttributes({ user: NO_USER, verb: 'get', path: text });
const rule = (parts: Partial<PolicyRule>): PolicyRule => ({ verbs: ['*'], apiGroups: ['*'], ...parts });
const matches = (parts: Partial<PolicyRule>, attributes: Attributes): boolean => ruleMatches(rule(parts), attributes, combinedResource(attributes));

// k8s.io/kubernetes/pkg/apis/rbac/v1/evaluation_helpers_test.go TestResourceMatches
const RESOURCES: readonly (readonly [name: string, rules: readonly string[], requested: string, expected: boolean])[] = [
  ['all matches 01', ['*'], 'foo', true],
  ['checks all rules', ['doesn/t match', '*'], 'foo', true],
  ['matches exact rule', ['foo', 'bar'], 'foo', true],
  ['matches exact rule 02', ['foo/bar', 'bar'], 'foo/bar', true],
  ['matches subresource', ['*/scale'], 'foo/scale', true],
  ['does not match partial subresource hit', ['foo/bar', '*/other'], 'other/segment', false],
  ['does not match resource without its subresource', ['foo'], 'foo/bar', false],
  ['does not match a subresource without its resource', ['foo/bar'], 'foo', false],
  ['does not match star as subresource', ['foo/*'], 'foo/bar', false],
];

describe('ruleMatches', () => {
  for (const [name, resources, requested, expected] of RESOURCES) {
    it(`of resources: ${name}`, () => expect(matches({ resources: [...resources] }, resource(requested))).toBe(expected));
  }

  it('takes the verb and the group by name or by star', () => {
    expect(matches({ verbs: ['list', 'get'], resources: ['pods'] }, resource('pods'))).toBe(true);
    expect(matches({ verbs: ['list'], resources: ['pods'] }, resource('pods'))).toBe(false);
    expect(matches({ apiGroups: ['apps'], resources: ['pods'] }, resource('pods'))).toBe(false);
    expect(matches({ apiGroups: [''], resources: ['pods'] }, resource('pods'))).toBe(true);
  });

  it('of named objects never covers a request without a name', () => {
    expect(matches({ resources: ['pods'], resourceNames: ['web'] }, resource('pods', 'web'))).toBe(true);
    expect(matches({ resources: ['pods'], resourceNames: ['web'] }, resource('pods', 'db'))).toBe(false);
    expect(matches({ resources: ['pods'], resourceNames: ['web'] }, resource('pods'))).toBe(false);
  });

  it('of paths takes a star at the end as a prefix, and any number of them as one', () => {
    expect(matches({ nonResourceURLs: ['/healthz/*'] }, path('/healthz/etcd'))).toBe(true);
    expect(matches({ nonResourceURLs: ['/healthz/*'] }, path('/healthz'))).toBe(false);
    expect(matches({ nonResourceURLs: ['/api**'] }, path('/apis'))).toBe(true);
    expect(matches({ nonResourceURLs: ['*'] }, path('/anything'))).toBe(true);
    expect(matches({ nonResourceURLs: ['/version'] }, path('/version/'))).toBe(false);
  });

  it('keeps resources and paths apart', () => {
    expect(matches({ resources: ['*'] }, path('/version'))).toBe(false);
    expect(matches({ nonResourceURLs: ['*'] }, resource('pods'))).toBe(false);
  });
});
