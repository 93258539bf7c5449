import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { Client } from './client';
import { collectionOf, collectionPath, preferredCollections } from './discovery';

const resource = (name: string, kind: string): object => ({ name, kind, namespaced: true, verbs: ['list'] });
const ANSWERS: ReadonlyMap<string, object> = new Map<string, object>([
  [
    '/apis',
    {
      groups: [{ name: 'batch', versions: [{ groupVersion: 'batch/v1' }, { groupVersion: 'batch/v1beta1' }], preferredVersion: { groupVersion: 'batch/v1' } }],
    },
  ],
  ['/api/v1', { resources: [resource('pods', 'Pod'), resource('pods/log', 'Pod')] }],
  ['/apis/batch/v1', { resources: [resource('jobs', 'Job')] }],
  ['/apis/batch/v1beta1', { resources: [resource('jobs', 'Job'), resource('cronjobs', 'CronJob')] }],
]);
const client: Client = {
  request: (_, path) => Promise.resolve({ status: 200, body: { ...ANSWERS.get(path) } }),
  watch: () => Promise.reject(new Error('nothing is watched')),
  watchSince: () => Promise.reject(new Error('nothing is watched')),
};

describe('collections', () => {
  it('are in the preferred version of their group, or else in the first that has them, without subresources', async () => {
    expect((await preferredCollections(client)).map((collection) => [collection.name, collectionPath(collection)])).toEqual([
      ['pods.', '/api/v1/pods'],
      ['jobs.batch', '/apis/batch/v1/jobs'],
      ['cronjobs.batch', '/apis/batch/v1beta1/cronjobs'],
    ]);
  });

  for (const [target, name] of [
    ['/api/v1/namespaces/foo/configmaps/a?dryRun=All', 'configmaps.'],
    ['/apis/apps/v1/namespaces/foo/deployments', 'deployments.apps'],
    ['/api/v1/namespaces/foo', 'namespaces.'],
    ['/api/v1/namespaces', 'namespaces.'],
    ['/apis/rbac.authorization.k8s.io/v1/clusterroles/view', 'clusterroles.rbac.authorization.k8s.io'],
    ['/api/v1/namespaces/foo/pods/a/eviction', 'pods.'],
    ['/api/v1/namespaces/foo/%73ecrets', 'secrets.'],
    ['/api/v1/namespaces/foo/secrets/%', 'secrets.'],
    ['/healthz', '.'],
  ] as const)
    it(`a write to ${target} goes to ${name}`, () => expect(collectionOf(target)).toBe(name));
});
