/**
 * What many clients cost: idle connections, watches that nobody reads while others write, and a list of very many objects. Beside
 * a real kube-apiserver in the same run where one is there. What has to hold is in README.md.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir, homedir } from 'node:os';
import path from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { Agent, request } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { VERSIONS } from '../src/engine/versions';
import { median } from './measure';

interface Options {
  readonly idle: number;
  readonly watches: number;
  readonly writes: number;
  readonly writeKib: number;
  readonly objects: number;
  readonly port: number;
  readonly kubernetesVersion: string;
}

interface Running {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  stop(): void;
}

interface Phase {
  readonly phase: string;
  readonly server: string;
  readonly rssMib: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly seconds: number;
}

const TOKEN = 'admin-token';
const LIMIT_RSS_MIB = 600;
const LIMIT_P99_MS = 50;
const HEADERS = { authorization: `Bearer ${TOKEN}`, accept: 'application/json', 'content-type': 'application/json' };

function optionsOf(args: readonly string[]): Options {
  const value = (name: string, otherwise: string): string => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
  const [idle = 0, watches = 0, writes = 0, writeKib = 0, objects = 0, port = 0] = (
    [
      ['idle', '9000'],
      ['watches', '1000'],
      ['writes', '100'],
      ['write-kib', '10'],
      ['objects', '100000'],
      ['port', '32100'],
    ] as const
  ).map(([name, otherwise]) => Number(value(name, otherwise)));
  return { idle, watches, writes, writeKib, objects, port, kubernetesVersion: value('kubernetes-version', VERSIONS[VERSIONS.length - 1] ?? '') };
}

function filesOf(folder: string): readonly string[] {
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

async function start(
  name: string,
  command: readonly string[],
  port: number,
  flags: readonly string[],
  find: (child: ChildProcess) => number,
): Promise<Running> {
  const [program = '', ...args] = command;
  const child = spawn(program, [...args, `--secure-port=${port}`, ...flags], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 600; tries += 1) {
    const status = await ask(port, 'GET', '/api/v1/namespaces/default', undefined).catch(() => 0);
    if (status === 200) return { name, port, pid: find(child), stop: () => void child.kill('SIGTERM') };
    if (child.exitCode !== null) break;
    await delay(200);
  }
  child.kill('SIGTERM');
  throw new Error(`${name} does not answer`);
}

/** The API server among the children of what started it. */
function childNamed(child: ChildProcess, program: string): number {
  const children = readFileSync(`/proc/${child.pid ?? 0}/task/${child.pid ?? 0}/children`, 'utf8')
    .trim()
    .split(' ');
  return Number(children.find((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith(program)) ?? 0);
}

const agent = new Agent({ rejectUnauthorized: false, keepAlive: true, maxSockets: 8 });

function ask(port: number, method: string, target: string, body: string | undefined, through: Agent = agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path: target, headers: HEADERS, agent: through }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.setTimeout(120_000, () => sent.destroy(new Error('timeout')));
    sent.on('error', reject).end(body);
  });
}

/** `method target` on a connection of its own that is then left as it is. */
function open(port: number, target: string, read: boolean): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] }, () => {
      socket.write(`GET ${target} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${TOKEN}\r\nAccept: application/json\r\n\r\n`);
    });
    socket.once('error', reject);
    socket.once('data', () => {
      if (!read) socket.pause();
      else socket.resume();
      resolve(socket);
    });
  });
}

async function openMany(count: number, port: number, target: string, read: boolean): Promise<readonly TLSSocket[]> {
  const sockets: TLSSocket[] = [];
  for (let from = 0; from < count; from += 40)
    sockets.push(...(await Promise.all(Array.from({ length: Math.min(40, count - from) }, () => open(port, target, read)))));
  return sockets.map((socket) => socket.on('error', () => undefined));
}

const rssOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** What a new request takes, every 10 ms, each on a new connection in turns with one that is kept, while `work` goes on. */
async function probed({ name, port, pid }: Running, phase: string, work: () => Promise<void>): Promise<Phase> {
  const kept = new Agent({ rejectUnauthorized: false, keepAlive: true, maxSockets: 1 });
  const started = performance.now();
  const times: number[] = [];
  let rssMib = 0;
  let isDone = false;
  const probe = async (): Promise<void> => {
    for (let turn = 0; !isDone; turn += 1) {
      const asked = performance.now();
      const through = turn % 10 === 0 ? new Agent({ rejectUnauthorized: false }) : kept;
      await ask(port, 'GET', '/api/v1/namespaces/default', undefined, through);
      times.push(performance.now() - asked);
      rssMib = Math.max(rssMib, rssOf(pid));
      await delay(10);
    }
  };
  const probing = probe();
  await work();
  await delay(1_000);
  isDone = true;
  await probing;
  kept.destroy();
  const sorted = times.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  return { phase, server: name, rssMib, p50: median(times), p99, max: sorted.at(-1) ?? Number.NaN, seconds: (performance.now() - started) / 1000 };
}

const configMap = (name: string, kib: number): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels: { app: 'bench' } }, data: { text: 'x'.repeat(kib * 1024) } });

async function create(port: number, count: number, prefix: string, kib: number): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      const status = await ask(port, 'POST', '/api/v1/namespaces/default/configmaps', configMap(`${prefix}-${next}`, kib));
      if (status !== 201) throw new Error(`a ConfigMap was answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

async function measure(running: Running, options: Options): Promise<readonly Phase[]> {
  const { port } = running;
  const phases: Phase[] = [];
  const run = async (phase: string, work: () => Promise<void>): Promise<void> => {
    const measured = await probed(running, phase, work);
    phases.push(measured);
    print(measured);
  };
  const sockets: TLSSocket[] = [];
  await run('nothing', () => delay(1_000));
  await run(`${options.idle} idle connections`, async () => void sockets.push(...(await openMany(options.idle, port, '/version', true))));
  await run(`${options.watches} watches that are not read`, async () => {
    sockets.push(...(await openMany(options.watches, port, '/api/v1/namespaces/default/configmaps?watch=1', false)));
  });
  await run(`${options.writes} writes of ${options.writeKib} KiB`, () => create(port, options.writes, 'watched', options.writeKib));
  for (const socket of sockets) socket.destroy();
  if (options.objects === 0) return phases;
  await create(port, options.objects, 'listed', 0.5);
  await run(`a list of ${options.objects}`, () => ask(port, 'GET', '/api/v1/configmaps', undefined).then(() => undefined));
  await run(`a selector over ${options.objects}`, () => ask(port, 'GET', '/api/v1/configmaps?labelSelector=app%3Dno', undefined).then(() => undefined));
  return phases;
}

function print({ phase, server, rssMib, p50, p99, max, seconds }: Phase): void {
  const number = (value: number): string => value.toFixed(1).padStart(9);
  console.log(
    `${server.padEnd(18)} ${phase.padEnd(36)} RSS ${number(rssMib)} MiB  p50 ${number(p50)} ms  p99 ${number(p99)} ms  max ${number(max)} ms  ${number(seconds)} s`,
  );
}

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  const descriptors = Number(execFileSync('sh', ['-c', 'ulimit -n']).toString());
  const needed = options.idle + options.watches + 100;
  if (Number.isFinite(descriptors) && descriptors < needed) throw new Error(`${needed} open files are needed, and ulimit -n is ${descriptors}: raise it`);
  const version = options.kubernetesVersion;
  const root = path.join(__dirname, '..');
  const assets = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'cukernetes', 'assets', version);
  const serveReal = path.join(root, '..', 'shared', 'oracle', 'serve-real.mjs');
  const folder = (name: string): string => path.join(tmpdir(), `bench-connections-${process.pid}`, name);
  const starts = [
    () =>
      start(
        'cukernetes',
        ['node', path.join(root, 'bin', 'cukernetes.js'), 'serve'],
        options.port,
        [...filesOf(folder('ours')), `--kubernetes-version=${version}`],
        ({ pid = 0 }) => pid,
      ),
    ...(existsSync(path.join(assets, 'kube-apiserver')) && existsSync(serveReal)
      ? [
          () =>
            start('kube-apiserver', ['node', serveReal], options.port + 10, [...filesOf(folder('real')), `--kubernetes-version=${version}`], (child) =>
              childNamed(child, 'kube-apiserver'),
            ),
        ]
      : []),
  ];
  const phases: Phase[] = [];
  for (const begin of starts) {
    const running = await begin();
    try {
      phases.push(...(await measure(running, options)));
    } finally {
      running.stop();
    }
  }
  mkdirSync('reports', { recursive: true });
  writeFileSync('reports/bench-connections.json', JSON.stringify({ options, phases }, undefined, 2));
  const ours = phases.filter(({ server }) => server === 'cukernetes');
  for (const { phase, rssMib, p50, p99 } of ours) {
    const real = phases.find((other) => other.phase === phase && other.server !== 'cukernetes');
    if (real !== undefined)
      console.log(
        `${phase}: ${(rssMib / real.rssMib).toFixed(2)} of the memory, p50 ${(p50 / real.p50).toFixed(2)}, p99 ${(p99 / real.p99).toFixed(2)} of a real kube-apiserver's`,
      );
  }
  if (starts.length === 1) console.log(`no kube-apiserver in ${assets}: nothing to compare with`);
  const held = ours.slice(0, 4).every(({ rssMib }) => rssMib < LIMIT_RSS_MIB) && ours.every(({ p99 }) => p99 < LIMIT_P99_MS);
  if (!held) process.exitCode = 1;
  console.log(held ? 'held' : `missed: RSS under ${LIMIT_RSS_MIB} MiB with every connection open, p99 under ${LIMIT_P99_MS} ms`);
  agent.destroy();
}

void main();
