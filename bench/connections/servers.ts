/** The servers of bench:connections, which say nothing but what goes wrong. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ask, NAMESPACE, TOKEN } from './ask';

export interface Running {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  stop(): void;
}

export function filesOf(folder: string): readonly string[] {
  mkdirSync(path.join(folder, 'certs'), { recursive: true });
  const at = (name: string): string => path.join(folder, name);
  execFileSync('openssl', ['genrsa', '-out', at('sa.key'), '2048'], { stdio: 'ignore' });
  writeFileSync(at('tokens.csv'), `${TOKEN},admin,u-admin,system:masters\n`);
  return [
    `--cert-dir=${at('certs')}`,
    `--token-auth-file=${at('tokens.csv')}`,
    `--service-account-key-file=${at('sa.key')}`,
    `--service-account-signing-key-file=${at('sa.key')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--api-audiences=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.0.0.0/24',
    '--authorization-mode=RBAC',
    '--bind-address=127.0.0.1',
    '--controllers=',
  ];
}

export async function start(
  name: string,
  command: readonly string[],
  port: number,
  flags: readonly string[],
  find: (child: ChildProcess) => number,
): Promise<Running> {
  const [program = '', ...args] = command;
  const child = spawn(program, [...args, `--secure-port=${port}`, ...flags], { stdio: ['ignore', 'ignore', 'inherit'] });
  const agent = new Agent({ rejectUnauthorized: false });
  for (let tries = 0; tries < 600; tries += 1) {
    const status = await ask(port, NAMESPACE, agent).catch(() => 0);
    if (status === 200) return { name, port, pid: find(child), stop: () => void child.kill('SIGTERM') };
    if (child.exitCode !== null) break;
    await delay(200);
  }
  child.kill('SIGTERM');
  throw new Error(`${name} does not answer`);
}

/** The API server among the children of what started it. */
export function childNamed(child: ChildProcess, program: string): number {
  const children = readFileSync(`/proc/${child.pid ?? 0}/task/${child.pid ?? 0}/children`, 'utf8')
    .trim()
    .split(' ');
  return Number(children.find((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith(program)) ?? 0);
}
