import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../api/objects';
import type { StorageEvent, StorageIndex } from '../api/storage';
import { MemoryStorage } from './memory-storage';

const PODS = { group: '', resource: 'pods' };
const pod = (namespace: string, name: string, labels?: Record<string, string>): KubeObject => ({ metadata: { name, namespace, ...(labels && { labels }) } });
const names = (objects: readonly KubeObject[]): readonly string[] => objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

class CountingIndex implements StorageIndex {
  constructor(public count = 0) {}
  onWrite(event: StorageEvent): void {
    this.count += event.type === 'ADDED' ? 1 : event.type === 'DELETED' ? -1 : 0;
  }
  fork(): CountingIndex {
    return new CountingIndex(this.count);
  }
}

describe('MemoryStorage', () => {
  it('counts revisions over all resources and writes them into the objects', () => {
    const storage = MemoryStorage.empty();
    const first = storage.put(PODS, pod('a', 'x'));
    const second = storage.put({ group: 'apps', resource: 'deployments' }, pod('a', 'x'));
    expect([first.metadata.resourceVersion, second.metadata.resourceVersion, storage.revision]).toEqual(['2', '3', 3]);
  });

  it('lists in the order of etcd keys', () => {
    const storage = MemoryStorage.empty();
    for (const [namespace, name] of [
      ['kube', 'b'],
      ['kube-system', 'a'],
      ['kube', 'a'],
      ['kube', 'a-b'],
    ] as const)
      storage.put(PODS, pod(namespace, name));
    expect(names(storage.list(PODS))).toEqual(['kube-system/a', 'kube/a', 'kube/a-b', 'kube/b']);
    expect(names(storage.list(PODS, 'kube'))).toEqual(['kube/a', 'kube/a-b', 'kube/b']);
  });

  it('keeps the writes of a fork and of its origin apart', () => {
    const origin = MemoryStorage.empty();
    origin.put(PODS, pod('a', 'x'));
    const fork = origin.fork();
    fork.put(PODS, pod('a', 'y'));
    origin.remove(PODS, 'a', 'x');
    expect(names(fork.list(PODS))).toEqual(['a/x', 'a/y']);
    expect(names(origin.list(PODS))).toEqual([]);
  });

  it('sends a watcher what it missed and then each write as it happens', () => {
    const storage = MemoryStorage.empty();
    const since = storage.put(PODS, pod('a', 'x')).metadata.resourceVersion;
    storage.put(PODS, pod('a', 'x', { app: 'web' }));
    const seen: string[] = [];
    const cancel = storage.watch(Number(since), (event) => void seen.push(`${event.type} ${event.resourceVersion}`));
    storage.remove(PODS, 'a', 'x');
    cancel?.();
    storage.put(PODS, pod('a', 'x'));
    expect(seen).toEqual(['MODIFIED 3', 'DELETED 4']);
  });

  it('forgets old writes and says so', () => {
    const storage = MemoryStorage.empty();
    for (let write = 0; write < 5000; write += 1) storage.put(PODS, pod('a', 'x'));
    expect(storage.watch(2, () => undefined)).toBeUndefined();
    expect(storage.watch(storage.revision, () => undefined)).toBeDefined();
  });

  it('fills an index once and forks it along', () => {
    const storage = MemoryStorage.empty();
    storage.put(PODS, pod('a', 'x'));
    const index = storage.index('counting', () => new CountingIndex());
    const fork = storage.fork();
    storage.put(PODS, pod('a', 'y'));
    expect([index.count, fork.index('counting', () => new CountingIndex()).count]).toEqual([2, 1]);
  });
});
