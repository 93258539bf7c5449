import { test } from 'node:test';
import { expect } from 'expect';
import type { RequestInfo } from '../api/attributes';
import type { Identity } from '../api/identity';
import { createRequestsInFlight } from './requests-in-flight';

const info = (verb: string, subresource = ''): RequestInfo => ({ verb, isResourceRequest: true, subresource, path: '/api/v1/pods' }) as RequestInfo;
const user = (name: string, groups: readonly string[] = []): Identity => ({ name, groups }) as Identity;
const limits = (maxRequestsInFlight: number, maxMutatingRequestsInFlight: number, priorityAndFairness: boolean): ReturnType<typeof createRequestsInFlight> =>
  createRequestsInFlight({ maxRequestsInFlight, maxMutatingRequestsInFlight, priorityAndFairness });
/** As a real kube-apiserver 1.36.3 answers with --max-requests-inflight=1 while a webhook holds the first. */
const TOO_MANY = { code: 429, body: 'Too many requests, please try again later.', headers: { 'Retry-After': '1' } };

test('without fairness reading and writing have a limit each, which administrators and long-running requests do not meet', () => {
  const inFlight = limits(1, 0, false);
  const release = inFlight.enter(info('get'), user('jane'));
  expect(() => inFlight.enter(info('list'), user('dave'))).toThrow(expect.objectContaining(TOO_MANY));
  for (const [verb, groups] of [
    ['get', ['system:masters']],
    ['watch', []],
    ['delete', []],
  ] as const)
    expect(() => inFlight.enter(info(verb), user('eve', groups))).not.toThrow();
  expect(() => inFlight.enter(info('get', 'log'), user('eve'))).not.toThrow();
  if (typeof release === 'function') release();
  expect(() => inFlight.enter(info('list'), user('dave'))).not.toThrow();
});

test('with fairness a request waits for a seat, and users take turns', async () => {
  const inFlight = limits(1, 0, true);
  const order: string[] = [];
  const enter = async (name: string): Promise<void> => {
    const release = await inFlight.enter(info('get'), user(name));
    order.push(name);
    await new Promise(setImmediate);
    release();
  };
  await Promise.all(['jane', 'jane', 'jane', 'dave', 'eve'].map(enter));
  expect(order).toEqual(['jane', 'jane', 'dave', 'eve', 'jane']);
});

test('so many wait of one user and no more, and for so long and no longer', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const inFlight = limits(1, 0, true);
  await inFlight.enter(info('get'), user('jane'));
  const waiting = Array.from({ length: 300 }, () => Promise.resolve(inFlight.enter(info('get'), user('jane'))));
  expect(() => inFlight.enter(info('get'), user('jane'))).toThrow(expect.objectContaining(TOO_MANY));
  expect(inFlight.enter(info('get'), user('root', ['system:masters']))).toBeInstanceOf(Function);
  context.mock.timers.tick(15_000);
  const ended = await Promise.allSettled(waiting);
  expect(ended.every(({ status }) => status === 'rejected')).toBe(true);
});
