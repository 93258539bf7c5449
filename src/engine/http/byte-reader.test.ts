import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'node:test';
import { expect } from 'expect';
import { ByteReader, TimedOut } from './byte-reader';

const MILLISECONDS = 20;

test('what comes in time is read, and the time of one reading is none of the next', async () => {
  const socket = new PassThrough();
  const reader = new ByteReader(socket, () => undefined);
  const first = reader.within(MILLISECONDS, () => reader.has(2));
  socket.write('ab');
  expect(await first).toBe(true);
  await delay(2 * MILLISECONDS);
  expect(reader.has(2)).toBe(true);
  const late = reader.has(3);
  socket.write('c');
  expect(await late).toBe(true);
  reader.discard();
});

test('what does not come in time is an error, then and later, for each reading anew', async () => {
  const socket = new PassThrough();
  const reader = new ByteReader(socket, () => undefined);
  const first = reader.within(MILLISECONDS, () => reader.has(1));
  socket.write('a');
  await first;
  reader.skip(1);
  await expect(reader.within(MILLISECONDS, () => reader.has(1))).rejects.toThrow(TimedOut);
  await expect(reader.has(1)).rejects.toThrow(TimedOut);
  reader.discard();
});

test('a head is there when its empty line is', async () => {
  const socket = new PassThrough();
  const reader = new ByteReader(socket, () => undefined);
  socket.write('GET / HTTP/1.1\r\nA: b\r\n');
  await reader.has(1);
  expect(reader.headThere()).toBeUndefined();
  socket.write('\r\nbody');
  await reader.peek(24);
  expect(reader.headThere()).toBe('GET / HTTP/1.1\r\nA: b\r\n\r\n');
  reader.discard();
});
