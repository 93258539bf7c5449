import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';
import { Agent } from 'undici';
import { createAuthority } from '../engine/http/certificates';
import { serve } from './serve';
import { serveHelp } from './serve-help';

const PROGRAM = path.join(__dirname, '..', '..', 'bin', 'cukernetes.js');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const start = (...args: readonly string[]): ChildProcess => spawn(process.execPath, [PROGRAM, ...args]);

async function ended(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

test('serve says one line when it is ready, writes a kubeconfig for its owner only, and ends on SIGTERM', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'serve-'));
  const file = path.join(folder, 'kubeconfig');
  const child = start('serve', '--secure-port=0', '--authorization-mode=RBAC', `--cert-dir=${folder}`, `--write-kubeconfig=${file}`);
  const end = ended(child);
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  expect(line.toString()).toMatch(/^Serving securely on 127\.0\.0\.1:\d+ \(Kubernetes v1\.37\.2\)\n$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const config = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly clusters: readonly [{ readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string } }];
    readonly users: readonly [{ readonly user: { readonly token: string } }];
  };
  const { server, 'certificate-authority-data': authority } = config.clusters[0].cluster;
  const agent = new Agent({ connect: { ca: Buffer.from(authority, 'base64') } });
  const response = await agent.request({
    origin: server,
    path: '/api/v1/namespaces/default',
    method: 'GET',
    headers: { authorization: `Bearer ${config.users[0].user.token}` },
  });
  expect(response.statusCode).toBe(200);
  await response.body.dump();
  child.kill('SIGTERM');
  const { stderr, ...rest } = await end;
  expect(rest).toEqual({ code: 0, stdout: line.toString() });
  expect(stderr).toBe('');
  await agent.destroy();
  rmSync(folder, { recursive: true });
});

/** With which words it is refused to start. */
const refusal = (...flags: readonly string[]): Promise<string> =>
  serve(flags).then(
    () => 'it starts',
    (error: Error) => error.message,
  );

test('a port that is in use is reported in one line', async () => {
  const taken = createServer();
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const address = `127.0.0.1:${port}`;
  expect(await refusal(`--secure-port=${port}`)).toBe(
    `failed to create listener: failed to listen on ${address}: listen tcp ${address}: bind: address already in use`,
  );
  taken.close();
});

const refused: readonly (readonly [string, string])[] = [
  ['--authorization-mode=Magic', 'authorization-mode "Magic" is not a valid mode'],
  ['--tls-cert-file=/nowhere', 'missing filename for serving cert'],
];
for (const [flag, words] of refused) test(`serve ${flag}: ${words}`, async () => expect(await refusal('--secure-port=0', flag)).toBe(words));

test('a key that is empty, or of another certificate, is refused as kube-apiserver refuses it', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'serve-'));
  const [a, b] = await Promise.all(['a', 'b'].map(async (name) => (await createAuthority('test-ca')).serving(name, [name], [])));
  const write = (name: string, text = ''): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const [certificate, empty, other] = [write('a.crt', a?.certificatePem), write('empty.key'), write('b.key', b?.keyPem)];
  const refusalWith = (key: string): Promise<string> => refusal('--secure-port=0', `--tls-cert-file=${certificate}`, `--tls-private-key-file=${key}`);
  expect(await refusalWith(empty)).toBe(`missing content for serving cert "serving-cert::${certificate}::${empty}"`);
  expect(await refusalWith(other)).toBe('tls: private key does not match public key');
  rmSync(folder, { recursive: true });
});

test('a server that does not start says why in one line on stderr and ends with 1', async () => {
  expect(await ended(start('serve', '--nonsense'))).toEqual({ code: 1, stdout: '', stderr: 'Error: unknown flag: --nonsense\n' });
});

test('the help of serve names its flags', () => {
  expect(serveHelp()).toContain('--kubernetes-version');
  expect(serveHelp()).toContain('--service-account-signing-key-file');
});
