import { test } from 'node:test';
import { expect } from 'expect';
import { atOnce, filterInTurns, inTurns, next, nextTurn, soon, unrolled, type Deep } from './turns';

const hold = (milliseconds: number): void => {
  for (const since = performance.now(); performance.now() - since < milliseconds;);
};

test('of much short work a turn does what there is time for', async () => {
  let done = 0;
  const works = Array.from({ length: 10 }, () => () => {
    hold(3);
    done += 1;
  });
  for (const work of works) soon(work);
  await new Promise(setImmediate);
  expect(done).toBeLessThan(10);
  while (done < 10) await new Promise(setImmediate);
});

test('what presses is done ahead of what was asked for before it', async () => {
  const order: string[] = [];
  soon(() => order.push('soon'));
  next(() => order.push('next'));
  await nextTurn();
  await nextTurn();
  expect(order).toEqual(['next', 'soon']);
});

test('what a pressing work goes on with at the next tick counts in the time of its turn', async () => {
  let done = 0;
  for (let work = 0; work < 10; work += 1)
    next(() => {
      process.nextTick(() => {
        hold(3);
        done += 1;
      });
    });
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(done).toBeLessThan(10);
  while (done < 10) await new Promise(setImmediate);
});

test('what is asked for twice is done once', async () => {
  let done = 0;
  const work = (): void => void (done += 1);
  soon(work);
  soon(work);
  await nextTurn();
  await nextTurn();
  expect(done).toBe(1);
});

test('long work of several kinds takes turns', async () => {
  const order: string[] = [];
  const work = async (name: string): Promise<void> => {
    for (let step = 0; step < 2; step += 1) {
      await nextTurn();
      order.push(name);
    }
  };
  await Promise.all([work('a'), work('b')]);
  expect(order).toEqual(['a', 'b', 'a', 'b']);
});

test('a filter that takes long lets others run', async () => {
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 0);
  const found = await filterInTurns(
    Array.from({ length: 200 }, (_, at) => at),
    (item) => (hold(0.2), item % 2 === 0),
  );
  clearInterval(counting);
  expect([found.length, turns > 1]).toEqual([100, true]);
});

test('work that may be interrupted gives the same at once and in turns, and lets others run in turns only', async () => {
  const work = function* (): Generator<void, number> {
    for (let step = 0; step < 20; step += 1, yield) hold(1);
    return 20;
  };
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 0);
  expect([atOnce(work()), turns]).toEqual([20, 0]);
  expect(await inTurns(work())).toBe(20);
  clearInterval(counting);
  expect(turns).toBeGreaterThan(0);
});

test('work whose parts are like the whole goes as deep as they lie', () => {
  const sum = function* (level: number): Deep<number> {
    if (level % 100 === 0) yield;
    return level === 0 ? 0 : 1 + ((yield sum(level - 1)) as number);
  };
  expect(atOnce(unrolled(sum(100_000)))).toBe(100_000);
});
