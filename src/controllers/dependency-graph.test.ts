import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject, ObjectMeta } from '../engine/api/objects';
import { DependencyGraph } from './dependency-graph';

const PATH = '/api/v1/configmaps';
const object = (name: string, metadata: Partial<ObjectMeta> = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { namespace: 'foo', name, uid: `uid-${name}`, ...metadata },
});
const ownedBy = (owner: string, blockOwnerDeletion = false): Partial<ObjectMeta> => ({
  ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: owner, uid: `uid-${owner}`, blockOwnerDeletion }],
});
const waiting = { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['foregroundDeletion'] };

describe('the graph of owners', () => {
  it('names an object with owners, and none without', () => {
    const graph = new DependencyGraph();
    expect(graph.take(PATH, { type: 'ADDED', object: object('owner') })).toEqual([]);
    expect(graph.take(PATH, { type: 'ADDED', object: object('child', ownedBy('owner')) })).toEqual([`${PATH} foo/child`]);
  });

  it('names the dependents of an owner that is gone', () => {
    const graph = new DependencyGraph();
    graph.take(PATH, { type: 'ADDED', object: object('child', ownedBy('owner')) });
    expect(graph.take(PATH, { type: 'DELETED', object: object('owner') })).toEqual([`${PATH} foo/child`]);
  });

  it('names an owner that waits when a dependent is gone or lets go of it', () => {
    const graph = new DependencyGraph();
    graph.take(PATH, { type: 'ADDED', object: object('first', ownedBy('owner', true)) });
    graph.take(PATH, { type: 'ADDED', object: object('second', ownedBy('owner', true)) });
    expect(graph.take(PATH, { type: 'MODIFIED', object: object('owner', waiting) })).toEqual([`${PATH} foo/owner`]);
    expect(graph.take(PATH, { type: 'DELETED', object: object('first', ownedBy('owner', true)) })).toEqual([`${PATH} foo/owner`]);
    expect(graph.blockingDependentsOf('uid-owner')).toEqual([`${PATH} foo/second`]);
    expect(graph.take(PATH, { type: 'MODIFIED', object: object('second') })).toEqual([`${PATH} foo/owner`]);
    expect(graph.blockingDependentsOf('uid-owner')).toEqual([]);
  });

  it('counts what does not block as a dependent all the same', () => {
    const graph = new DependencyGraph();
    graph.take(PATH, { type: 'ADDED', object: object('child', ownedBy('owner')) });
    expect(graph.dependentsOf('uid-owner')).toEqual([`${PATH} foo/child`]);
    expect(graph.blockingDependentsOf('uid-owner')).toEqual([]);
  });
});
