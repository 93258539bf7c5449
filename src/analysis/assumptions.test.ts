import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../engine/api/objects';
import { RBAC_GROUP, type PolicyRule } from '../engine/rbac/objects';
import { VERSIONS, versionOf } from '../engine/versions';
import { techniquesOf } from './assumptions';
import type { Assumed } from './found-by-assumption';
import { policyOf } from './policy';
import { attributesFor } from './question';
import { TECHNIQUES, type AssumedTechnique } from './techniques';
import { whoCan } from './who-can';

const role = (name: string, rules: readonly PolicyRule[]): KubeObject => ({ kind: 'ClusterRole', metadata: { name }, rules });
const binding = (name: string, subject: object, namespace?: string): KubeObject => ({
  kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
  metadata: { name, ...(namespace !== undefined && { namespace }) },
  subjects: [subject],
  roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name },
});
const SECRETS: PolicyRule = { verbs: ['get'], apiGroups: [''], resources: ['secrets'] };
const GOALS: readonly KubeObject[] = [
  role('reader', [SECRETS]),
  binding('reader', { kind: 'ServiceAccount', name: 'reader', namespace: 'foo' }, 'foo'),
  role('bootstrapper', [SECRETS]),
  binding('bootstrapper', { kind: 'Group', name: 'system:bootstrappers' }, 'foo'),
];

/** What is assumed of those who get at the Secrets of foo. */
function assumed(rules: readonly PolicyRule[], kubernetes: string, more: readonly KubeObject[] = []): readonly Assumed[] {
  const version = versionOf(kubernetes);
  const policy = policyOf(version, [...GOALS, role('of-eve', rules), binding('of-eve', { kind: 'User', name: 'eve' }), ...more]);
  return whoCan(policy, attributesFor({ verb: 'get', resource: 'secrets', name: 'db', namespace: 'foo' }, version)).couldByAssumption;
}

const rulesOf = ({ rights }: AssumedTechnique): readonly PolicyRule[] =>
  rights.map(({ verbs: [verb = ''], apiGroup, resources, name }) => ({
    verbs: [verb],
    apiGroups: [apiGroup],
    resources: [...resources],
    ...(name !== undefined && { resourceNames: [name] }),
  }));

/** Leaves out the makers of pods, who get there without any assumption. */
const PROVEN = /^(?:mount-secrets-|persistent-volumes$|namespace-labels$|bootstrap-tokens$)/;

describe('what is assumed', () => {
  for (const kubernetes of VERSIONS)
    for (const assumption of techniquesOf(versionOf(kubernetes)).filter(({ id }) => !PROVEN.test(id)))
      it(`of who has ${assumption.id}, in ${kubernetes}`, () => {
        const [eve, ...others] = assumed(rulesOf(assumption), kubernetes);
        expect(others).toEqual([]);
        expect(eve).toMatchObject({ name: 'eve', technique: 'assumption', assumes: [{ condition: assumption.condition, source: assumption.source }] });
        expect(eve?.assumes.map(({ id }) => id)).toContain(assumption.id);
        expect(assumed(rulesOf(assumption).slice(1), kubernetes)).toEqual([]);
      });

  it('is not the same in every version', () => {
    const ids = (kubernetes: string): readonly string[] => techniquesOf(versionOf(kubernetes)).map(({ id }) => id);
    expect(ids('1.36').filter((id) => !ids('1.20').includes(id))).toEqual(['ephemeral-containers', 'mutating-policies']);
    expect(ids('1.20').filter((id) => !ids('1.36').includes(id))).toEqual(['pods-exec-get', 'pods-attach-get']);
    expect(new Set(TECHNIQUES.map(({ id }) => id)).size).toBe(TECHNIQUES.length);
  });

  it('of a Secret of another namespace, and of members of bootstrap groups', () => {
    const create = (resource: string): PolicyRule => ({ verbs: ['create'], apiGroups: [''], resources: [resource] });
    const namespaced = (rule: PolicyRule, namespace: string): readonly KubeObject[] => [
      role('of-joe', [rule]),
      binding('of-joe', { kind: 'User', name: 'joe' }, namespace),
    ];
    const ids = (...given: Parameters<typeof assumed>): unknown => assumed(...given).map(({ name, assumes }) => [name, assumes.map(({ id }) => id)]);
    expect(ids([], '1.36', namespaced(create('secrets'), 'kube-system'))).toEqual([['joe', ['bootstrap-tokens']]]);
    expect(ids([], '1.36', namespaced(create('secrets'), 'bar'))).toEqual([]);
    expect(
      ids([create('persistentvolumes')], '1.36', [
        role('of-bar', [create('pods'), create('persistentvolumeclaims')]),
        binding('of-bar', { kind: 'User', name: 'eve' }, 'bar'),
      ]),
    ).toEqual([['eve', ['persistent-volumes']]]);
  });

  it('of a Secret that only users may read: pods mount it', () => {
    const version = versionOf('1.36');
    const rules = [{ verbs: ['create'], apiGroups: ['batch'], resources: ['jobs'] }];
    const objects = [
      role('reader', [SECRETS]),
      binding('reader', { kind: 'User', name: 'joe' }, 'foo'),
      role('of-eve', rules),
      binding('of-eve', { kind: 'User', name: 'eve' }, 'foo'),
    ];
    const by = (verb: string, resource: string): unknown => {
      const { couldGetThere, couldByAssumption } = whoCan(policyOf(version, objects), attributesFor({ verb, resource, name: 'db', namespace: 'foo' }, version));
      const ofEve = ({ name }: { readonly name: string }): boolean => name === 'eve';
      return [couldGetThere.filter(ofEve), couldByAssumption.filter(ofEve).map(({ assumes }) => assumes.map(({ id }) => id))];
    };
    expect(by('get', 'secrets')).toEqual([[], [['mount-secrets-jobs']]]);
    expect(by('get', 'configmaps')).toEqual([[], []]);
  });

  it('is named all the way of a chain, after what is proven', () => {
    const chain = [
      role('maker', [{ verbs: ['create'], apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['middle'] }]),
      binding('maker', { kind: 'User', name: 'mallory' }, 'bar'),
      role('middle', [{ verbs: ['create'], apiGroups: [''], resources: ['pods/exec'] }]),
      binding('middle', { kind: 'ServiceAccount', name: 'middle', namespace: 'bar' }, 'foo'),
    ];
    expect(assumed([], '1.36', chain)).toMatchObject([
      { name: 'system:serviceaccount:bar:middle', technique: 'assumption', assumes: [{ id: 'pods-exec' }] },
      { name: 'mallory', technique: 'token', becomes: { name: 'system:serviceaccount:bar:middle' }, assumes: [{ id: 'pods-exec' }] },
    ]);
  });
});
