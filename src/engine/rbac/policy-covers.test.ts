import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { PolicyRule } from './objects';
import { printAtoms } from './policy-compact';
import { notCovered } from './policy-covers';

const rule = (verbs: string, groups: string, resources: string, names = ''): PolicyRule => ({
  verbs: verbs.split(' '),
  apiGroups: groups.split(' '),
  resources: resources.split(' '),
  ...(names !== '' && { resourceNames: names.split(' ') }),
});
const paths = (verbs: string, urls: string): PolicyRule => ({ verbs: verbs.split(' '), nonResourceURLs: urls.split(' ') });
const missing = (owned: readonly PolicyRule[], wanted: readonly PolicyRule[]): string => printAtoms(notCovered(owned, wanted));

// k8s.io/component-helpers/auth/rbac/validation/policy_comparator_test.go
describe('rules that cover others', () => {
  it('may share the work, but one rule covers one atom', () => {
    expect(missing([rule('get delete', 'v1', 'builds'), rule('update', '*', 'builds')], [rule('get delete update', 'v1', 'builds')])).toBe('');
    expect(missing([rule('get', 'v1', 'builds'), rule('*', 'v2', 'builds')], [rule('get delete', 'v1', 'builds')])).toBe(
      '{APIGroups:["v1"], Resources:["builds"], Verbs:["delete"]}',
    );
  });

  it('cover names only by the same names or by none', () => {
    expect(missing([rule('get', '', 'pods')], [rule('get', '', 'pods', 'web')])).toBe('');
    expect(missing([rule('get', '', 'pods', 'web db')], [rule('get', '', 'pods', 'web')])).toBe('');
    expect(missing([rule('get', '', 'pods', 'web')], [rule('get', '', 'pods')])).toBe('{APIGroups:[""], Resources:["pods"], Verbs:["get"]}');
  });

  it('cover subresources by star and name', () => {
    expect(missing([rule('get', '', '*/scale')], [rule('get', '', 'foo/scale bar/scale')])).toBe('');
    expect(missing([rule('get', '', 'foo')], [rule('get', '', 'foo/scale')])).toBe('{APIGroups:[""], Resources:["foo/scale"], Verbs:["get"]}');
  });

  it('cover paths by prefix, and resources never paths', () => {
    expect(missing([paths('get', '/foo/*')], [paths('get', '/foo/bar /foo/*')])).toBe('');
    expect(missing([paths('get', '/foo')], [paths('get', '/foo*')])).toBe('{NonResourceURLs:["/foo*"], Verbs:["get"]}');
    expect(missing([rule('*', '*', '*')], [paths('*', '*')])).toBe('{NonResourceURLs:["*"], Verbs:["*"]}');
  });
});

describe('printAtoms', () => {
  it('gathers the verbs on one thing and sorts the lines', () => {
    expect(missing([], [rule('list get', ' apps', 'pods', 'a b'), paths('post get', '/x')])).toBe(
      [
        '{APIGroups:[""], Resources:["pods"], ResourceNames:["a"], Verbs:["list" "get"]}',
        '{APIGroups:[""], Resources:["pods"], ResourceNames:["b"], Verbs:["list" "get"]}',
        '{APIGroups:["apps"], Resources:["pods"], ResourceNames:["a"], Verbs:["list" "get"]}',
        '{APIGroups:["apps"], Resources:["pods"], ResourceNames:["b"], Verbs:["list" "get"]}',
        '{NonResourceURLs:["/x"], Verbs:["get"]}',
        '{NonResourceURLs:["/x"], Verbs:["post"]}',
      ].join('\n'),
    );
  });
});
