import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { NonResourceAttributes, ResourceAttributes } from '../../api/attributes';
import { pathAttributes, resourceAttributes } from '../../apimachinery/attributes';
import type { Explanation } from '../../api/explainer';
import { AbacAuthorizer } from './abac-authorizer';
import { policyOfSpec, type PolicyFields } from './policy';

const ASKED: ResourceAttributes = resourceAttributes({
  user: { name: 'alice', uid: '', groups: ['dev', 'system:authenticated'], extra: {} },
  verb: 'create',
  namespace: 'foo',
  apiVersion: 'v1',
  resource: 'pods',
});
const LINE: PolicyFields = { user: 'alice', namespace: 'foo', resource: 'pods' };

/** What is said of a request that each line would allow but for its difference. */
const explained = (lines: readonly PolicyFields[], asked: Partial<ResourceAttributes> | NonResourceAttributes = {}): Explanation =>
  new AbacAuthorizer(lines.map((fields, at) => ({ ...policyOfSpec({ ...LINE, ...fields }), line: at + 1 }))).explain(
    asked.isResourceRequest === false ? asked : { ...ASKED, ...asked },
  );
const lacks = (...given: Parameters<typeof explained>): readonly string[] => explained(...given).nearMisses.map((miss) => miss.lacks);
const sentences = (...given: Parameters<typeof explained>): readonly string[] => explained(...given).nearMisses.map(({ message }) => message);

describe('an explanation by ABAC', () => {
  it('names the first line that allows', () => {
    const { decision, cause, nearMisses } = explained([{ user: 'bob' }, {}, { user: '', group: 'dev' }]);
    expect({ decision, cause, nearMisses }).toEqual({
      decision: 'Allow',
      cause: 'line 2 of the policy file, {"user":"alice","resource":"pods","namespace":"foo"}, allows this',
      nearMisses: [],
    });
  });

  it('names the one thing that a line lacks', () => {
    expect(lacks([{ namespace: 'bar' }])).toEqual(['namespace']);
    expect(lacks([{ resource: 'services' }])).toEqual(['resource']);
    expect(lacks([{ apiGroup: 'apps' }])).toEqual(['apiGroup']);
    expect(lacks([{ readonly: true }])).toEqual(['verb']);
    expect(lacks([{ user: 'Alice' }])).toEqual(['subject']);
    expect(lacks([{ readonly: true }], { verb: 'list' })).toEqual([]);
  });

  it('leaves out lines that lack two things, or that match no user', () => {
    expect(lacks([{ namespace: 'bar', readonly: true }])).toEqual([]);
    expect(lacks([{ user: 'bob', group: 'ops' }])).toEqual([]);
    expect(lacks([{ user: '', group: '' }])).toEqual([]);
  });

  it('distinguishes paths from resources', () => {
    const path = pathAttributes({ user: ASKED.user, verb: ASKED.verb, path: '/metrics' });
    expect(lacks([{ resource: '', namespace: '', nonResourcePath: '/healthz' }], path)).toEqual(['path']);
    expect(lacks([{}], path)).toEqual([]);
    expect(lacks([{ resource: '', nonResourcePath: '*' }])).toEqual([]);
  });

  it('says what the line has instead, and how its subject differs', () => {
    expect(sentences([{ namespace: 'bar' }])).toEqual([
      'line 1 of the policy file, {"user":"alice","resource":"pods","namespace":"bar"}, lacks only the namespace "foo": it has "bar"',
    ]);
    expect(sentences([{ user: '', group: 'oidc:dev' }])).toEqual([
      'line 1 of the policy file, {"group":"oidc:dev","resource":"pods","namespace":"foo"}, allows this, but not to "alice": the group "dev" lacks the prefix "oidc:"',
    ]);
  });

  it('lists lines of unrelated users only when nothing is nearer', () => {
    expect(lacks([{ user: 'bob' }, { namespace: 'bar' }])).toEqual(['namespace']);
    expect(sentences([{ user: 'bob' }])).toEqual([
      'line 1 of the policy file, {"user":"bob","resource":"pods","namespace":"foo"}, allows this, but not to "alice": "alice" is another user',
    ]);
  });
});
