import { test } from 'node:test';
import { expect } from 'expect';
import { NOT_AUDITED } from '../audit/not-audited';
import type { TokenAuthenticator } from './authenticator';
import { union } from './union';
import { websocketToken } from './websocket-token';

const alice = { user: { name: 'alice', uid: '', groups: [], extra: {} } };
const tokens: TokenAuthenticator = { name: 'test', authenticateToken: (token) => (token === 'alice-token' ? alice : undefined) };
const protocol = (token: string): string => `base64url.bearer.authorization.k8s.io.${Buffer.from(token).toString('base64url')}`;

const sent = async (protocols: string, headers: Readonly<Record<string, string>> = { connection: 'keep-alive, Upgrade', upgrade: 'websocket' }) =>
  union([websocketToken(tokens)]).authenticate({ headers: { ...headers, 'sec-websocket-protocol': protocols }, warnings: [], audit: NOT_AUDITED });

test('the token comes beside another protocol', async () => {
  expect(await sent(`${protocol('alice-token')}, v4.channel.k8s.io`)).toBe(alice);
});
test('a request without an upgrade has no opinion', async () => {
  expect(await sent(`${protocol('alice-token')}, v4`, {})).toBeUndefined();
});
for (const [protocols, message] of [
  [protocol('alice-token'), 'missing additional subprotocol'],
  [`${protocol('alice-token')}, ${protocol('bob-token')}, v4`, 'multiple base64.bearer.authorization tokens specified'],
  ['base64url.bearer.authorization.k8s.io.YQ==, v4', 'invalid base64.bearer.authorization token encoding'],
  ['base64url.bearer.authorization.k8s.io._w, v4', 'invalid base64.bearer.authorization token'],
  [`${protocol('nope')}, v4`, 'invalid bearer token'],
] as const) {
  test(`${message}: ${protocols}`, async () => {
    await expect(sent(protocols)).rejects.toThrow(message);
  });
}
