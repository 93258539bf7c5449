/**
 * A real kube-apiserver with an etcd of its own, fresh, and without controllers; the data of the catalogue is asked from it.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RealServer {
  /** For example https://127.0.0.1:6500 */
  readonly url: string;
  /** Of a member of system:masters. */
  readonly token: string;
  readonly get: (path: string) => Promise<unknown>;
  readonly text: (path: string) => Promise<string>;
  readonly stop: () => void;
}

const TOKEN = 'catalog';

const ask = (port: number, path: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const request = https.get(
      { host: '127.0.0.1', port, path, rejectUnauthorized: false, headers: { authorization: `Bearer ${TOKEN}`, accept: 'application/json' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    request.on('error', reject);
  });

/** `assets` is the folder of the binaries kube-apiserver and etcd; `port` and the two after it are theirs. */
export async function startRealServer(assets: string, port: number, flags: readonly string[]): Promise<RealServer> {
  const dir = mkdtempSync(join(tmpdir(), 'catalog-'));
  writeFileSync(join(dir, 'tokens.csv'), `${TOKEN},admin,admin,system:masters\n`);
  execFileSync('openssl', ['genrsa', '-out', join(dir, 'sa.key'), '2048'], { stdio: 'ignore' });
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', join(dir, 'ca.key'), '-out', join(dir, 'ca.crt'), '-subj', '/CN=ca'], {
    stdio: 'ignore',
  });
  const [client, peer] = [`http://127.0.0.1:${port + 1}`, `http://127.0.0.1:${port + 2}`];
  const etcd = spawn(
    join(assets, 'etcd'),
    [
      `--data-dir=${dir}/etcd`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
    ],
    { stdio: 'ignore' },
  );
  const server = spawn(
    join(assets, 'kube-apiserver'),
    [
      `--etcd-servers=${client}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--cert-dir=${dir}/certs`,
      `--client-ca-file=${dir}/ca.crt`,
      `--token-auth-file=${dir}/tokens.csv`,
      '--authorization-mode=Node,RBAC',
      '--service-cluster-ip-range=10.0.0.0/24',
      `--service-account-key-file=${dir}/sa.key`,
      `--service-account-signing-key-file=${dir}/sa.key`,
      '--service-account-issuer=https://kubernetes.default.svc',
      ...flags,
    ],
    { stdio: 'ignore' },
  );
  const stop = (): void => {
    server.kill('SIGKILL');
    etcd.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  };
  for (let attempt = 0; ; attempt += 1) {
    const ready = await ask(port, '/readyz').catch(() => undefined);
    if (ready?.status === 200) break;
    if (attempt > 300 || server.exitCode !== null) {
      stop();
      throw new Error('kube-apiserver did not become ready');
    }
    await sleep(200);
  }
  // The last bootstrap objects are written after readiness.
  await sleep(5000);
  const textOf = async (path: string): Promise<string> => {
    const { status, text } = await ask(port, path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${text}`);
    return text;
  };
  const get = async (path: string): Promise<unknown> => JSON.parse(await textOf(path));
  return { url: `https://127.0.0.1:${port}`, token: TOKEN, get, text: textOf, stop };
}
