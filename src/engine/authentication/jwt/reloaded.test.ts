import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { expect } from 'expect';
import { SignJWT } from 'jose';
import { openBackend, type Backend } from '../../../backends/backend';
import { versionOf } from '../../versions';
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

before(async () => {
  issuer = await openBackend(({ target }) => {
    const url = `https://${issuer.address}`;
    const body = target === '/keys' ? { keys: [publicKey.export({ format: 'jwk' })] } : { issuer: url, jwks_uri: `${url}/keys` };
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  });
  token = await new SignJWT({ sub: 'jane' })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(`https://${issuer.address}`)
    .setAudience('app')
    .setExpirationTime('1h')
    .sign(privateKey);
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

const name = async (): Promise<string | undefined> => (await authenticators.authenticateToken(token, { headers: {}, warnings: [] }))?.user.name;

/** The file system tells of a change when it likes. */
async function until(wanted: string): Promise<void> {
  for (const end = Date.now() + 10_000; (await name()) !== wanted && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 20));
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
