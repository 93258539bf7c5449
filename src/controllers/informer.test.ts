import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../engine/api/objects';
import type { Client, WatchEvent } from './client';
import { Informer } from './informer';

const namespace = (name: string, resourceVersion: string): KubeObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, resourceVersion } });

/** A server with one namespace that was written at 5, listed at 9; `emit` sends what happens next. */
function server(): { readonly client: Client; readonly asked: string[]; emit(event: WatchEvent): void } {
  const asked: string[] = [];
  let listener: (event: WatchEvent) => void = () => undefined;
  const watchSince: Client['watchSince'] = (path, resourceVersion, onEvent) => {
    asked.push(`watch ${path} since ${resourceVersion}`);
    listener = onEvent;
    return Promise.resolve({ resourceVersion, stop: () => undefined });
  };
  const watch: Client['watch'] = (path, onEvent) => {
    asked.push(`list ${path}`);
    onEvent({ type: 'ADDED', object: namespace('foo', '5') });
    return watchSince(path, '9', onEvent);
  };
  return { client: { request: () => Promise.reject(new Error('nothing is asked')), watch, watchSince }, asked, emit: (event) => listener(event) };
}

describe('an informer', () => {
  it('lists, and then hears of changes', async () => {
    const { client, asked, emit } = server();
    const informer = new Informer();
    await informer.start(client, '/api/v1/namespaces');
    emit({ type: 'ADDED', object: namespace('bar', '12') });
    emit({ type: 'DELETED', object: namespace('foo', '13') });
    expect(informer.list()).toEqual([namespace('bar', '12')]);
    expect(asked).toEqual(['list /api/v1/namespaces', 'watch /api/v1/namespaces since 9']);
  });

  it('of a fork knows what the first one knew, lists nothing, and leaves the first one alone', async () => {
    const [origin, fork] = [server(), server()];
    const first = new Informer();
    await first.start(origin.client, '/api/v1/namespaces');
    origin.emit({ type: 'ADDED', object: namespace('bar', '12') });
    const second = first.fork();
    await second.start(fork.client, '/api/v1/namespaces');
    fork.emit({ type: 'DELETED', object: namespace('foo', '14') });
    expect(fork.asked).toEqual(['watch /api/v1/namespaces since 12']);
    expect(second.list()).toEqual([namespace('bar', '12')]);
    expect(first.list()).toEqual([namespace('foo', '5'), namespace('bar', '12')]);
  });
});
