import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../../engine/api/objects';
import { versionOf } from '../../engine/versions';
import { awaitedOf, orphansAmong, type Observed } from './controllers-at-rest';

const object = (name: string, namespace?: string, fields: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'X',
  metadata: { name, ...(namespace !== undefined && { namespace }) },
  ...fields,
});
const observed = (found: Partial<Observed>): Observed => ({
  namespaces: [],
  serviceAccounts: [],
  secrets: [],
  configMaps: [],
  clusterRoles: [],
  policies: [],
  ...found,
});

const token = (data: object, account = 'default'): KubeObject => ({
  ...object('default-token-x', 'foo', { type: 'kubernetes.io/service-account-token', data }),
  metadata: { name: 'default-token-x', namespace: 'foo', annotations: { 'kubernetes.io/service-account.name': account } },
});

describe('controllers', () => {
  const [old, now] = [versionOf('1.20'), versionOf('1.36')];

  it('give a new namespace its ServiceAccount', () => {
    const namespaces = [object('foo')];
    expect(awaitedOf(['serviceaccount'], observed({ namespaces }), now)).toBe('the namespace foo has no default among its serviceAccounts');
    expect(awaitedOf(['serviceaccount'], observed({ namespaces, serviceAccounts: [object('default', 'foo')] }), now)).toBeUndefined();
  });

  it('that do not run are not waited for', () => {
    expect(awaitedOf(['namespace'], observed({ namespaces: [object('foo')] }), now)).toBeUndefined();
  });

  it('give a ServiceAccount its token where the version has such tokens', () => {
    const serviceAccounts = [object('default', 'foo', { secrets: [{ name: 'default-token-x' }] })];
    expect(awaitedOf(['serviceaccount-token'], observed({ serviceAccounts }), old)).toBe('the ServiceAccount foo/default has no token Secret');
    expect(awaitedOf(['serviceaccount-token'], observed({ serviceAccounts }), now)).toBeUndefined();
    expect(awaitedOf(['serviceaccount-token'], observed({ serviceAccounts, secrets: [token({ token: 'dA==' })] }), old)).toBeUndefined();
  });

  it('fill a token Secret, and remove one whose ServiceAccount is gone', () => {
    const serviceAccounts = [object('default', 'foo')];
    const awaited = 'the token Secret foo/default-token-x is neither filled nor removed';
    expect(awaitedOf(['serviceaccount-token'], observed({ serviceAccounts, secrets: [token({})] }), now)).toBe(awaited);
    expect(awaitedOf(['serviceaccount-token'], observed({ serviceAccounts, secrets: [token({ token: 'dA==' }, 'gone')] }), now)).toBe(awaited);
  });

  it('aggregate ClusterRoles', () => {
    const rules = [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }];
    const part = { ...object('part', undefined, { rules }), metadata: { name: 'part', labels: { into: 'whole' } } };
    const whole = (fields: object): KubeObject =>
      object('whole', undefined, { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { into: 'whole' } }] }, ...fields });
    expect(awaitedOf(['clusterrole-aggregation'], observed({ clusterRoles: [part, whole({ rules: null })] }), now)).toBe(
      'the ClusterRole whole has not the rules that it aggregates',
    );
    expect(awaitedOf(['clusterrole-aggregation'], observed({ clusterRoles: [part, whole({ rules })] }), now)).toBeUndefined();
  });

  it('collect what has outlived its owners, and owners that wait for it', () => {
    const owned = (name: string, uid: string, metadata: object = {}): KubeObject => ({
      ...object(name, 'foo'),
      metadata: { name, namespace: 'foo', ownerReferences: [{ apiVersion: 'v1', kind: 'Secret', name: 'owner', uid }], ...metadata },
    });
    const owner = (metadata: object = {}): KubeObject => ({ ...object('owner', 'foo'), metadata: { name: 'owner', namespace: 'foo', uid: 'u', ...metadata } });
    const awaited = (found: Partial<Observed>): string | undefined => awaitedOf(['garbagecollector'], observed(found), now);
    const going = { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['foregroundDeletion'] };
    expect(awaited({ configMaps: [owned('child', 'u')] })).toBe('foo/child has outlived its owners');
    expect(awaited({ configMaps: [owned('child', 'u')], secrets: [owner()] })).toBeUndefined();
    expect(awaited({ configMaps: [owned('child', 'u', { deletionTimestamp: 'x' })] })).toBeUndefined();
    expect(awaited({ secrets: [owner(going)] })).toBe('foo/owner waits for the garbage collector');
    expect(awaited({ secrets: [owner(going)], configMaps: [owned('child', 'u', { finalizers: ['example.com/hold'] })] })).toBeUndefined();
  });

  it('may leave something without its namespace', () => {
    const namespaces = [object('foo')];
    const [serviceAccounts, configMaps] = [[object('default', 'foo'), object('default', 'bar')], [object('kube-root-ca.crt', 'bar')]];
    expect(orphansAmong({ namespaces, serviceAccounts, configMaps })).toEqual(['/serviceaccounts/bar/default', '/configmaps/bar/kube-root-ca.crt']);
  });

  it('delete a namespace, unless finalizers of its content hold it', () => {
    const going = (conditions: readonly object[]): Observed =>
      observed({
        namespaces: [
          {
            ...object('foo', undefined, { spec: { finalizers: ['kubernetes'] }, status: { conditions } }),
            metadata: { name: 'foo', deletionTimestamp: 'now' },
          },
        ],
      });
    expect(awaitedOf(['namespace'], going([]), now)).toBe('the namespace foo is being deleted');
    expect(awaitedOf(['namespace'], going([{ type: 'NamespaceFinalizersRemaining', status: 'True' }]), now)).toBeUndefined();
  });
});
