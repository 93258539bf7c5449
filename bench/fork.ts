/**
 * What a cluster costs: 200 API servers in one process, each forked from a started one, each asked and written to.
 *
 *   npm run bench:fork -- [--kubernetes-version=1.NN]
 *
 * Fails when a fork takes 1 ms or more, or keeps 100 KiB or more, on average.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { commandLine, versionNamed } from '../scripts/command-line';
import { ApiServer } from '../src/engine/api-server';
import { optionsFor } from '../src/engine/options/parse';
import { VERSIONS } from '../src/engine/versions';

const USAGE = 'npm run bench:fork -- [--kubernetes-version V]';
const SERVERS = 200;
const LIMIT_MS = 1;
const LIMIT_KIB = 100;
const REPORT = 'reports/bench-fork.json';

/** Only meaningful after a collection; without --expose-gc the memory is left out. */
function heapInUse(): number | undefined {
  if (globalThis.gc === undefined) return undefined;
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

const namespace = (name: string): string => JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

async function write(server: ApiServer, name: string): Promise<void> {
  const headers = { authorization: `Bearer ${server.options.loopbackToken ?? ''}`, 'content-type': 'application/json' };
  const { status } = await server.handle({ method: 'POST', target: '/api/v1/namespaces', headers, body: namespace(name) });
  if (status !== 201) throw new Error(`a namespace was refused: ${status}`);
}

async function measure(kubernetesVersion: string) {
  const origin = ApiServer.start(optionsFor({ kubernetesVersion }));
  await write(origin, 'warm-up');
  for (let turn = 0; turn < 20; turn += 1) await write(origin.fork(), 'warm-up-of-a-fork');
  const before = heapInUse();
  const started = performance.now();
  const servers = Array.from({ length: SERVERS }, () => origin.fork());
  const forkMs = (performance.now() - started) / SERVERS;
  const after = heapInUse();
  for (const [index, server] of servers.entries()) await write(server, `ns-${index}`);
  const written = heapInUse();
  const kibOf = (heap: number | undefined): number | undefined => (heap === undefined || before === undefined ? undefined : (heap - before) / SERVERS / 1024);
  return { kubernetesVersion, servers: servers.length, forkMs, forkKib: kibOf(after), forkAndWriteKib: kibOf(written) };
}

async function main(): Promise<void> {
  const wanted = commandLine(USAGE, { options: { 'kubernetes-version': { type: 'string' } } }, ({ values: { 'kubernetes-version': named } }) =>
    named === undefined ? undefined : versionNamed(named),
  );
  const results = [];
  for (const version of wanted === undefined ? VERSIONS : [wanted]) results.push(await measure(version));
  console.table(
    results.map(({ kubernetesVersion, servers, forkMs, forkKib, forkAndWriteKib }) => ({
      Kubernetes: kubernetesVersion,
      servers,
      'ms/fork': forkMs.toFixed(4),
      'KiB/fork': forkKib?.toFixed(1) ?? 'needs --expose-gc',
      'KiB/fork with a namespace written': forkAndWriteKib?.toFixed(1) ?? 'needs --expose-gc',
    })),
  );
  mkdirSync('reports', { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify({ limits: { ms: LIMIT_MS, kib: LIMIT_KIB }, results }, undefined, 2)}\n`);
  console.log(`Written to ${REPORT}`);
  process.exitCode = results.every(({ forkMs, forkKib = 0 }) => forkMs < LIMIT_MS && forkKib < LIMIT_KIB) ? 0 : 1;
}

void main();
