/** A server that trusts the authorities of the cases, and lets the group readers read pods. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import type { CaseFile } from './case-file';

export interface StartedServer {
  stop(): Promise<void>;
}

const ADMIN = 'admin-token';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
export const OBJECTS: readonly (readonly [path: string, object: unknown])[] = [
  [`${RBAC}/clusterroles`, { metadata: { name: 'pod-reader' }, rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }],
  [
    `${RBAC}/clusterrolebindings`,
    {
      metadata: { name: 'readers' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'pod-reader' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'readers' }],
    },
  ],
];

/** The status of the answer; 0 where there is none. */
const send = (port: number, method: string, target: string, body?: unknown): Promise<number> =>
  new Promise((resolve) => {
    const headers = { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/json' };
    const sent = request({ port, host: '127.0.0.1', method, path: target, headers, rejectUnauthorized: false, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', () => resolve(0)).end(body === undefined ? undefined : JSON.stringify(body));
  });

/** Asks again until the answer is as wanted. */
async function until(port: number, wanted: number, ...question: readonly [method: string, target: string, body?: unknown]): Promise<void> {
  for (let left = 600; left > 0; left -= 1) {
    if ((await send(port, ...question)) === wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no ${wanted} from ${question[1]}`);
}

/** The flags of a server whose files lie in the folder, and the files. */
export function flagsFor(folder: string, { clientAuthorities, proxyAuthorities }: Pick<CaseFile, 'clientAuthorities' | 'proxyAuthorities'>): readonly string[] {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const files = {
    'sa.key': privateKey.export({ type: 'pkcs1', format: 'pem' }),
    'sa.pub': publicKey.export({ type: 'spki', format: 'pem' }),
    'ca.crt': clientAuthorities,
    'proxy.crt': proxyAuthorities,
    'tokens.csv': `${ADMIN},admin,u-admin,system:masters\n`,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return [
    '--bind-address=127.0.0.1',
    `--cert-dir=${folder}/certs`,
    `--client-ca-file=${folder}/ca.crt`,
    `--requestheader-client-ca-file=${folder}/proxy.crt`,
    '--requestheader-allowed-names=front-proxy',
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    `--token-auth-file=${folder}/tokens.csv`,
    `--service-account-key-file=${folder}/sa.pub`,
    `--service-account-signing-key-file=${folder}/sa.key`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--api-audiences=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.0.0.0/24',
    '--authorization-mode=RBAC',
    '--controllers=',
  ];
}

export async function startedServer(version: string, port: number, [program = '', ...args]: readonly string[], file: CaseFile): Promise<StartedServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'certificates-'));
  const log = openSync(path.join(folder, 'server.log'), 'a');
  const flags = [`--kubernetes-version=${version}`, `--secure-port=${port}`, ...flagsFor(folder, file)];
  const child = spawn(program, [...args, ...flags], { stdio: ['ignore', log, log] });
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  await until(port, 200, 'GET', '/readyz');
  for (const [target, object] of OBJECTS) await until(port, 201, 'POST', target, object);
  return { stop };
}
