/**
 * What many clients cost: idle connections, watches that are not read while others write, and a list of very many objects. Beside
 * a real kube-apiserver in the same run where one is there. What has to hold is in README.md.
 */
import { execFileSync, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir, homedir } from 'node:os';
import path from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { Agent } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { commandLine, numberOf, versionNamed, wholeNumberOf } from '../scripts/command-line';
import { VERSIONS } from '../src/engine/versions';
import { ask, TOKEN } from './connections/ask';
import { childNamed, filesOf, start, type Running } from './connections/servers';
import type { Order } from './connections/prober';
import { messageOf, pinnedPlacement, placed, startScript, UNPINNED } from './http/processes';
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

interface Phase {
  readonly phase: string;
  readonly server: string;
  readonly rssMib: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly seconds: number;
  /** How many requests were measured. */
  readonly requests: number;
}

const LIMIT_RSS_MIB = 600;
const LIMIT_P99_MS = 50;
const RSS_MILLISECONDS = 50;

const USAGE = `npm run bench:connections -- [OPTION ...]
  --idle N                connections that send nothing (9000)
  --watches N             watches that are not read (1000)
  --writes N              ConfigMaps written meanwhile (100)
  --write-kib N           how large each is (10)
  --objects N             how many the list has (100000)
  --port N                where the server listens; the real one 10 higher (32100)
  --kubernetes-version V  the version that answers (the newest)`;
const WORDS = {
  options: {
    idle: { type: 'string', default: '9000' },
    watches: { type: 'string', default: '1000' },
    writes: { type: 'string', default: '100' },
    'write-kib': { type: 'string', default: '10' },
    objects: { type: 'string', default: '100000' },
    port: { type: 'string', default: '32100' },
    'kubernetes-version': { type: 'string', default: VERSIONS[VERSIONS.length - 1] ?? '' },
  },
} as const;

const optionsOf = (): Options =>
  commandLine(USAGE, WORDS, ({ values }) => ({
    idle: wholeNumberOf('idle', values.idle),
    watches: wholeNumberOf('watches', values.watches),
    writes: wholeNumberOf('writes', values.writes),
    writeKib: numberOf('write-kib', values['write-kib']),
    objects: wholeNumberOf('objects', values.objects),
    port: wholeNumberOf('port', values.port),
    kubernetesVersion: versionNamed(values['kubernetes-version']),
  }));

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

/** What a new request takes while `work` goes on, and the most memory that the server has meanwhile. */
async function probed({ name, port, pid }: Running, phase: string, prober: ChildProcess, work: () => Promise<void>): Promise<Phase> {
  const started = performance.now();
  let rssMib = 0;
  const looking = setInterval(() => (rssMib = Math.max(rssMib, rssOf(pid))), RSS_MILLISECONDS);
  prober.send({ port } satisfies Order);
  await work();
  await delay(1_000);
  const measured = messageOf<readonly number[]>(prober);
  prober.send('end' satisfies Order);
  const times = await measured;
  clearInterval(looking);
  const sorted = times.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  return {
    phase,
    server: name,
    rssMib,
    p50: median(times),
    p99,
    max: sorted.at(-1) ?? Number.NaN,
    seconds: (performance.now() - started) / 1000,
    requests: times.length,
  };
}

const configMap = (name: string, kib: number): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels: { app: 'bench' } }, data: { text: 'x'.repeat(kib * 1024) } });

async function create(agent: Agent, port: number, count: number, prefix: string, kib: number): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      const status = await ask(port, { method: 'POST', target: '/api/v1/namespaces/default/configmaps', body: configMap(`${prefix}-${next}`, kib) }, agent);
      if (status !== 201) throw new Error(`a ConfigMap was answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

async function measure(running: Running, options: Options, prober: ChildProcess, agent: Agent): Promise<readonly Phase[]> {
  const { port } = running;
  const phases: Phase[] = [];
  const run = async (phase: string, work: () => Promise<void>): Promise<void> => {
    const measured = await probed(running, phase, prober, work);
    phases.push(measured);
    print(measured);
  };
  const sockets: TLSSocket[] = [];
  await run('nothing', () => delay(1_000));
  await run(`${options.idle} idle connections`, async () => void sockets.push(...(await openMany(options.idle, port, '/version', true))));
  await run(`${options.watches} watches that are not read`, async () => {
    sockets.push(...(await openMany(options.watches, port, '/api/v1/namespaces/default/configmaps?watch=1', false)));
  });
  await run(`${options.writes} writes of ${options.writeKib} KiB`, () => create(agent, port, options.writes, 'watched', options.writeKib));
  for (const socket of sockets) socket.destroy();
  if (options.objects === 0) return phases;
  await create(agent, port, options.objects, 'listed', 0.5);
  await run(`a list of ${options.objects}`, () => ask(port, { method: 'GET', target: '/api/v1/configmaps' }, agent).then(() => undefined));
  await run(`a selector over ${options.objects}`, () =>
    ask(port, { method: 'GET', target: '/api/v1/configmaps?labelSelector=app%3Dno' }, agent).then(() => undefined),
  );
  return phases;
}

function print({ phase, server, rssMib, p50, p99, max, seconds, requests }: Phase): void {
  const number = (value: number): string => value.toFixed(1).padStart(9);
  console.log(
    `${server.padEnd(18)} ${phase.padEnd(36)} RSS ${number(rssMib)} MiB  p50 ${number(p50)} ms  p99 ${number(p99)} ms  max ${number(max)} ms of ${requests} requests  ${number(seconds)} s`,
  );
}

async function main(): Promise<void> {
  const options = optionsOf();
  const descriptors = Number(execFileSync('sh', ['-c', 'ulimit -n']).toString());
  const needed = options.idle + options.watches + 100;
  if (Number.isFinite(descriptors) && descriptors < needed) throw new Error(`${needed} open files are needed, and ulimit -n is ${descriptors}: raise it`);
  const version = options.kubernetesVersion;
  const root = path.join(__dirname, '..');
  const placement = pinnedPlacement() ?? UNPINNED;
  const assets = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'cukernetes', 'assets', version);
  const serveReal = path.join(root, '..', 'shared', 'oracle', 'serve-real.mjs');
  const folder = (name: string): string => path.join(tmpdir(), `bench-connections-${process.pid}`, name);
  const starts = [
    () =>
      start(
        'cukernetes',
        placed(placement.server, ['node', path.join(root, 'bin', 'cukernetes.js'), 'serve']),
        options.port,
        [...filesOf(folder('ours')), `--kubernetes-version=${version}`],
        ({ pid = 0 }) => pid,
      ),
    ...(existsSync(path.join(assets, 'kube-apiserver')) && existsSync(serveReal)
      ? [
          () =>
            start(
              'kube-apiserver',
              placed(placement.server, ['node', serveReal]),
              options.port + 10,
              [...filesOf(folder('real')), `--kubernetes-version=${version}`],
              (child) => childNamed(child, 'kube-apiserver'),
            ),
        ]
      : []),
  ];
  if (placement.client !== undefined) spawnSync('taskset', ['-cp', String(placement.client), String(process.pid)]);
  const prober = startScript(path.join(__dirname, 'connections', 'prober.ts'), placement.client);
  const agent = new Agent({ rejectUnauthorized: false, keepAlive: true, maxSockets: 8 });
  const phases: Phase[] = [];
  for (const begin of starts) {
    const running = await begin();
    try {
      phases.push(...(await measure(running, options, prober, agent)));
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
  console.log(placement.server === undefined ? 'Left out: a processor of its own for the server.' : 'The server has one processor, all clients the other.');
  console.log(held ? 'held' : `missed: RSS under ${LIMIT_RSS_MIB} MiB with every connection open, p99 under ${LIMIT_P99_MS} ms`);
  agent.destroy();
  prober.disconnect();
}

void main();
