import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { AuditEvent } from '../event';
import { Buffered, type BatchOptions } from './buffered';

const OPTIONS: BatchOptions = { bufferSize: 10, maxSize: 3, maxWait: 10_000, throttleEnable: false, throttleQps: 0, throttleBurst: 0 };
const event = (auditId: string) => ({ auditId }) as AuditEvent;

function buffered(options: Partial<BatchOptions>) {
  const batches: string[][] = [];
  let next: () => void = () => undefined;
  const backend = new Buffered(
    {
      write: (events) => {
        batches.push(events.map(({ auditId }) => auditId));
        next();
        return true;
      },
      close: () => Promise.resolve(),
    },
    { ...OPTIONS, ...options },
  );
  const batch = (): Promise<void> => new Promise((resolve) => (next = resolve));
  // Timers of the buffer keep no process alive.
  const alive = setInterval(() => undefined, 1000);
  return { backend, batches, batch, stop: () => clearInterval(alive) };
}

describe('events in mode batch', () => {
  it('are written when there are as many as a batch has, and the rest at the end', async () => {
    const { backend, batches, batch, stop } = buffered({});
    const full = batch();
    for (const id of ['a', 'b', 'c', 'd']) expect(backend.write([event(id)])).toBe(true);
    expect(batches).toEqual([]);
    await full;
    expect(batches).toEqual([['a', 'b', 'c']]);
    await backend.close();
    expect(batches).toEqual([['a', 'b', 'c'], ['d']]);
    stop();
  });

  it('are written after a while although the batch is not full', async () => {
    const { backend, batches, batch, stop } = buffered({ maxWait: 1 });
    const late = batch();
    backend.write([event('a')]);
    await late;
    expect(batches).toEqual([['a']]);
    stop();
  });

  it('are left out where the buffer has no room', async () => {
    const { backend, batches, stop } = buffered({ bufferSize: 2 });
    for (const id of ['a', 'b', 'c']) backend.write([event(id)]);
    await backend.close();
    expect(batches).toEqual([['a', 'b']]);
    stop();
  });

  it('wait for their turn where batches are throttled', async () => {
    const { backend, batches, batch, stop } = buffered({ maxSize: 1, throttleEnable: true, throttleQps: 1000, throttleBurst: 1 });
    const began = performance.now();
    for (const id of ['a', 'b', 'c']) backend.write([event(id)]);
    while (batches.length < 3) await batch();
    expect(batches).toEqual([['a'], ['b'], ['c']]);
    expect(performance.now() - began).toBeGreaterThanOrEqual(2);
    await backend.close();
    stop();
  });
});
