import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { expect } from 'expect';
import { SignJWT } from 'jose';
import { NOT_AUDITED } from '../../audit/not-audited';
import type { Backend } from '../../../backends/backend';
import { Backends } from '../../../backends/backends';
import type { ServiceAccountTokens } from '../../api/tokens';
import { optionsFor } from '../../options/parse';
import { bootstrappedStorage } from '../../registry/bootstrap/bootstrap';
import { versionOf } from '../../versions';
import { createAuthentication } from '../authentication';
import { loadAuthenticationConfiguration } from '../configuration/load';
import { reloadedAuthenticators, type ReloadedAuthenticators } from './reloaded';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const folder = mkdtempSync(path.join(tmpdir(), 'reloaded-'));
const file = path.join(folder, 'authn.yaml');
let issuer: Backend;
let token: string;
let authenticators: ReloadedAuthenticators;

const configuration = (prefix: string, rest: object = {}): string =>
  JSON.stringify({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AuthenticationConfiguration',
    jwt: [
      {
        issuer: { url: `https://${issuer.address}`, certificateAuthority: issuer.authorityPem, audiences: ['app'] },
        claimMappings: { username: { claim: 'sub', prefix } },
      },
    ],
    ...rest,
  });

/** No two are the same. */
const tokenFor = (sub: string): Promise<string> =>
  new SignJWT({ sub, jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(`https://${issuer.address}`)
    .setAudience('app')
    .setExpirationTime('1h')
    .sign(privateKey);

before(async () => {
  issuer = await new Backends().open(({ target }) => {
    const url = `https://${issuer.address}`;
    const body = target === '/keys' ? { keys: [publicKey.export({ format: 'jwk' })] } : { issuer: url, jwks_uri: `${url}/keys` };
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  });
  token = await tokenFor('jane');
  writeFileSync(file, configuration('old:'));
  const loaded = loadAuthenticationConfiguration(file);
  authenticators = reloadedAuthenticators(file, { ...loaded, anonymous: { enabled: true } }, { disallowedIssuers: [], version: versionOf('1.36') });
  await authenticators.attempted;
});
after(async () => {
  authenticators.stop();
  await issuer.close();
  rmSync(folder, { recursive: true });
});

const name = async (): Promise<string | undefined> =>
  (await authenticators.authenticateToken(token, { headers: {}, warnings: [], audit: NOT_AUDITED }))?.user.name;

/** The file system reports a change at a time of its own, and a busy machine late. */
const PATIENCE = 120_000;

async function until(wanted: string): Promise<void> {
  for (const end = Date.now() + PATIENCE; (await name()) !== wanted && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await name()).toBe(wanted);
}

test('a file that changes is read again, whatever is written in between', async () => {
  expect(await name()).toBe('old:jane');
  writeFileSync(file, configuration('new:'));
  await until('new:jane');
  writeFileSync(file, configuration('open:', { anonymous: { enabled: true } }));
  writeFileSync(file, 'cut off: [');
  writeFileSync(file, configuration('newer:'));
  await until('newer:jane');
});

/** Writes the file, and returns once a watcher has seen it. */
async function written(text: string): Promise<void> {
  const watcher = watch(folder);
  const seen = once(watcher, 'change');
  writeFileSync(file, text);
  await seen;
  watcher.close();
}

const refused: Readonly<Record<string, () => string>> = {
  'is cut off': () => 'cut off: [',
  'is of another kind': () => JSON.stringify({ apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AuthorizationConfiguration' }),
  'has a rule that does not compile': () =>
    configuration('refused:').replace('"claimMappings"', '"claimValidationRules":[{"expression":"claims."}],"claimMappings"'),
  'changes who is anonymous': () => configuration('refused:', { anonymous: { enabled: false } }),
};
for (const [what, text] of Object.entries(refused))
  test(`the old issuers stay when the file ${what}, until it is good again`, async () => {
    writeFileSync(file, configuration('before:'));
    await until('before:jane');
    await written(text());
    expect(await name()).toBe('before:jane');
    writeFileSync(file, configuration('after:'));
    await until('after:jane');
  });

test('a token that was valid authenticates for a while, whatever the file says by then', async () => {
  writeFileSync(file, configuration('first:'));
  const options = optionsFor({ kubernetesVersion: '1.36', flags: { 'authentication-config': file } });
  const authentication = createAuthentication(options, bootstrappedStorage(options), { audiences: [] } as unknown as ServiceAccountTokens);
  await authentication.ready;
  const review = async (jwt: string): Promise<string | undefined> => (await authentication.review(jwt, []))?.user.name;
  expect(await review(token)).toBe('first:jane');
  writeFileSync(file, configuration('second:'));
  // A new token, each time.
  for (const end = Date.now() + PATIENCE; (await review(await tokenFor('mike'))) !== 'second:mike' && Date.now() < end;)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await review(await tokenFor('mike'))).toBe('second:mike');
  expect(await review(token)).toBe('first:jane');
});
