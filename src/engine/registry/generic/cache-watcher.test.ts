import { mock, test } from 'node:test';
import { expect } from 'expect';
import type { StorageEvent } from '../../api/storage';
import { CacheWatcher } from './cache-watcher';

const LIMITS = { events: 2, weight: 100, milliseconds: 100 };
const event = (resourceVersion: number, weight = 1): StorageEvent => ({
  type: 'ADDED',
  resource: { group: '', resource: 'pods' },
  object: { metadata: {} },
  resourceVersion,
  weight,
});

/** Runs with a clock that this test moves on. */
function watching(run: (watcher: CacheWatcher, pass: (milliseconds: number) => void) => void): void {
  mock.timers.enable({ apis: ['setTimeout'] });
  run(new CacheWatcher(() => undefined, LIMITS), (milliseconds) => mock.timers.tick(milliseconds));
  mock.timers.reset();
}

/** Everything that waits, by revision. */
function rest(watcher: CacheWatcher): readonly number[] {
  const revisions: number[] = [];
  for (let next = watcher.next(); next !== undefined; next = watcher.next()) revisions.push(next.resourceVersion);
  return revisions;
}

test('a client that does not read is forgotten; what waits is still there for it', () => {
  watching((watcher, pass) => {
    for (const revision of [1, 2, 3]) watcher.add(event(revision));
    pass(99);
    expect(watcher.isStopped).toBe(false);
    pass(1);
    expect(watcher.isStopped).toBe(true);
    watcher.add(event(4));
    expect(rest(watcher)).toEqual([1, 2, 3]);
  });
});

test('so is one for which too many bytes wait', () => {
  watching((watcher, pass) => {
    watcher.add(event(1, 101));
    pass(100);
    expect(watcher.isStopped).toBe(true);
  });
});

test('a client that reads may be behind, but not ever more', () => {
  watching((watcher, pass) => {
    for (let revision = 1; revision <= 42; revision += 1) watcher.add(event(revision));
    watcher.next();
    pass(100);
    expect(watcher.isStopped).toBe(true);
  });
  watching((watcher, pass) => {
    for (let round = 0; round < 100; round += 1) {
      for (const revision of [1, 2]) watcher.add(event(revision));
      if (round % 2 === 0) for (const _ of [1, 2, 3, 4]) watcher.next();
      pass(49);
    }
    expect(watcher.isStopped).toBe(false);
  });
});

test('within the limits nothing is measured', () => {
  watching((watcher, pass) => {
    for (const revision of [1, 2]) watcher.add(event(revision));
    pass(10_000);
    expect([watcher.isStopped, rest(watcher)]).toEqual([false, [1, 2]]);
  });
});
