import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { expect } from 'expect';
import { EncodedObjects } from './encoded-objects';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const LIMIT = 1 << 20;

test('an object is encoded once for each form, as long as not too much newer has come', () => {
  const kept = new EncodedObjects(LIMIT);
  const [object, made] = [{}, [] as string[]];
  const ask = (form: string): Uint8Array =>
    kept.bytesOf(object, form, () => {
      made.push(form);
      return Buffer.from(form);
    });
  expect([ask('a'), ask('b'), ask('a')].map(String)).toEqual(['a', 'b', 'a']);
  expect(made).toEqual(['a', 'b']);
  const others = Array.from({ length: 8 }, () => ({}));
  for (const other of others) kept.bytesOf(other, 'a', () => Buffer.alloc(LIMIT / 4));
  expect([String(ask('a')), made]).toEqual(['a', ['a', 'b', 'a']]);
});

test('the bytes of an object that is gone go with it', async () => {
  const kept = new EncodedObjects(LIMIT);
  const bytesOfOneThatGoes = (): WeakRef<Uint8Array> => new WeakRef(kept.bytesOf({}, 'a', () => Buffer.from(new ArrayBuffer(1024))));
  const stays = {};
  const [gone, there] = [bytesOfOneThatGoes(), new WeakRef(kept.bytesOf(stays, 'a', () => Buffer.from(new ArrayBuffer(1024))))];
  // What was made in a turn lives to its end.
  await turn();
  collectGarbage();
  expect([gone.deref() === undefined, there.deref() === undefined]).toEqual([true, false]);
  expect(String(kept.bytesOf(stays, 'a', () => Buffer.from('again')))).toHaveLength(1024);
});
