import { test } from 'node:test';
import { expect } from 'expect';
import { NOT_AUDITED } from '../audit/not-audited';
import type { TokenIdentity } from '../api/tokens';
import type { TokenAuthenticator } from './authenticator';
import { cachedTokens } from './cached-tokens';

const KNOWN: TokenIdentity = { user: { name: 'mike', uid: '', groups: [], extra: {} } };
const credentials = { headers: {}, warnings: [], audit: NOT_AUDITED };

function counting(answer: () => TokenIdentity | undefined): { readonly authenticator: TokenAuthenticator; readonly asked: () => number } {
  let asked = 0;
  const authenticateToken = async (): Promise<TokenIdentity | undefined> => {
    asked += 1;
    return answer();
  };
  return { authenticator: { name: 'counting', authenticateToken }, asked: () => asked };
}

test('an answer counts for its token and audiences', async () => {
  const { authenticator, asked } = counting(() => KNOWN);
  const cached = cachedTokens(authenticator, { success: 60_000, failure: 0 });
  expect(await cached.authenticateToken('t', credentials)).toEqual(KNOWN);
  expect(await cached.authenticateToken('t', credentials)).toEqual(KNOWN);
  expect(asked()).toBe(1);
  await cached.authenticateToken('u', credentials);
  await cached.authenticateToken('t', { ...credentials, audiences: ['a'] });
  expect(asked()).toBe(3);
});

test('what does not count is asked for again: failures without a life time, and errors', async () => {
  const failing = counting(() => undefined);
  const cached = cachedTokens(failing.authenticator, { success: 60_000, failure: 0 });
  await cached.authenticateToken('t', credentials);
  await cached.authenticateToken('t', credentials);
  expect(failing.asked()).toBe(2);
  const broken = counting(() => {
    throw new Error('boom');
  });
  const keeping = cachedTokens(broken.authenticator, { success: 60_000, failure: 60_000 });
  for (let time = 0; time < 2; time += 1) await expect(keeping.authenticateToken('t', credentials)).rejects.toThrow('boom');
  expect(broken.asked()).toBe(2);
});

test('who asks for a token that is being asked for waits for the one answer', async () => {
  const { authenticator, asked } = counting(() => KNOWN);
  const cached = cachedTokens(authenticator, { success: 0, failure: 0 });
  await Promise.all([cached.authenticateToken('t', credentials), cached.authenticateToken('t', credentials)]);
  expect(asked()).toBe(1);
});
