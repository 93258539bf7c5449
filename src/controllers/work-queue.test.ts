import { describe, it } from 'node:test';
import { expect } from 'expect';
import { ManualClock } from './clock';
import { WorkQueue } from './work-queue';

describe('the work queue', () => {
  it('does a key once that is added twice before its turn', async () => {
    const done: string[] = [];
    const queue = new WorkQueue(new ManualClock(), () => undefined);
    for (const key of ['a', 'b', 'a']) queue.add(key, () => Promise.resolve(void done.push(key)));
    await queue.idle();
    expect(done).toEqual(['a', 'b']);
  });

  it('tries again what fails, after 5 ms and then after twice as long each time, as client-go does', async () => {
    const clock = new ManualClock(0);
    const tries: number[] = [];
    const queue = new WorkQueue(clock, () => undefined);
    const work = (): Promise<void> => {
      tries.push(clock.now());
      return tries.length < 4 ? Promise.reject(new Error('not yet')) : Promise.resolve();
    };
    queue.add('a', work);
    await queue.idle();
    await clock.advance(1000, () => queue.idle());
    expect(tries).toEqual([0, 5, 15, 35]);
  });

  it('looks at a key at the earliest of the times that it was given', async () => {
    const clock = new ManualClock(0);
    const tries: number[] = [];
    const queue = new WorkQueue(clock, () => undefined);
    const work = (): Promise<void> => Promise.resolve(void tries.push(clock.now()));
    for (const later of [300, 100, 200]) queue.addAfter('a', work, later);
    await clock.advance(1000, () => queue.idle());
    expect(tries).toEqual([100]);
  });

  it('does nothing more once it is stopped', async () => {
    const clock = new ManualClock(0);
    const queue = new WorkQueue(clock, () => undefined);
    let done = 0;
    const work = (): Promise<void> => Promise.resolve(void (done += 1));
    queue.addAfter('a', work, 10);
    queue.stop();
    queue.add('b', work);
    await clock.advance(1000, () => queue.idle());
    expect(done).toBe(0);
  });
});
