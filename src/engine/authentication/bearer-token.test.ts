import { test } from 'node:test';
import { expect } from 'expect';
import { NOT_AUDITED } from '../audit/not-audited';
import { versionOf } from '../versions';
import type { TokenAuthenticator } from './authenticator';
import { bearerToken } from './bearer-token';
import { union } from './union';

const alice = { user: { name: 'alice', uid: '', groups: [], extra: {} } };
const tokens: TokenAuthenticator = { name: 'test', authenticateToken: (token) => (token === 'alice-token' ? alice : undefined) };

async function sent(authorization: string, version = '1.36') {
  const warnings: string[] = [];
  return {
    identity: await union([bearerToken(tokens, versionOf(version))]).authenticate({ headers: { authorization }, warnings, audit: NOT_AUDITED }),
    warnings,
  };
}

for (const header of ['Bearer alice-token', 'bEaReR alice-token', ' Bearer alice-token ', 'Bearer alice-token extra']) {
  test(`${JSON.stringify(header)} is alice`, async () => {
    expect((await sent(header)).identity).toBe(alice);
  });
}
for (const header of ['', 'Bearer', 'Bearer ', 'Basic alice-token', 'Bearer: alice-token', 'Beareralice-token', 'Bearer\talice-token']) {
  test(`${JSON.stringify(header)} has no opinion`, async () => {
    expect(await sent(header)).toEqual({ identity: undefined, warnings: [] });
  });
}
test('an unknown token is an error', async () => {
  await expect(sent('Bearer alice-token,bob-token')).rejects.toThrow('invalid bearer token');
});
test('a space before the token makes it no token, which newer versions warn of', async () => {
  const warning = 'the provided Authorization header contains extra space before the bearer token, and is ignored';
  expect(await sent('Bearer  alice-token')).toEqual({ identity: undefined, warnings: [warning] });
  expect(await sent('Bearer  alice-token', '1.20')).toEqual({ identity: undefined, warnings: [] });
});
