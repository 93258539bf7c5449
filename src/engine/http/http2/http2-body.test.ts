import { test } from 'node:test';
import { expect } from 'expect';
import { Http2Body } from './http2-body';

test('a body is taken as it is read, and what was read opens the window again', async () => {
  const read: number[] = [];
  const body = new Http2Body(
    () => read.push(0),
    (length) => read.push(length),
  );
  body.add(Buffer.from('abc'));
  const reading = body.read(5);
  body.add(Buffer.from('defg'));
  await reading;
  expect([Buffer.from(body.bytes).toString(), body.failure, read]).toEqual(['abcde', undefined, [0, 3, 2]]);
  expect(body.drop()).toBe(2);
  expect(body.add(Buffer.from('h'))).toBe(false);
});

test('a body that ends too early says why', async () => {
  const body = new Http2Body(
    () => undefined,
    () => undefined,
  );
  body.add(Buffer.from('a'));
  body.end('client disconnected');
  await body.read(5);
  expect([body.failure, body.isLate]).toEqual(['client disconnected', false]);
});

test('a body that never ends is late after a minute', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const body = new Http2Body(
    () => undefined,
    () => undefined,
  );
  const reading = body.read(5);
  context.mock.timers.tick(59_999);
  expect(body.isLate).toBe(false);
  context.mock.timers.tick(1);
  await reading;
  expect(body.isLate).toBe(true);
});
