/**
 * How many requests a second the API server answers over keep-alive HTTPS: a 403, a small 200, a list of 500 objects and a create;
 * beside a real kube-apiserver with its etcd, where its programs are (docs/envtest.md), and beside bare node:https that writes the
 * same bytes.
 *
 *   npm run bench:http -- [--rounds=5] [--seconds=1] [--warm-up=1] [--connections=16] [--kubernetes-version=1.NN] [--placement=pinned|unpinned] [CASE ...]
 *
 * In each round every case is measured on each server, one server after the other, so that what else the machine does meets all of
 * them; of requests and of ratios the median of the rounds counts. Beside the requests a second stands what a request costs the
 * server in processor time, which other programs change less. Pinned, each server has one processor and the client another.
 */
import { loadavg } from 'node:os';
import { commandLine, numberOf, UsageError, versionNamed, wholeNumberOf } from '../scripts/command-line';
import { VERSIONS } from '../src/engine/versions';
import { GOALS } from './http-bounds';
import { CASES, prepare } from './http/cases';
import { conclude } from './http/conclude';
import { LoadGenerator, pinnedPlacement, UNPINNED, type Placement } from './http/processes';
import { inRounds, type Result, type Settings } from './http/rounds';
import { startBare, startOurs, startReal } from './http/servers';

const USAGE = `npm run bench:http -- [OPTION ...] [CASE ...]
  --rounds N              how often each case is measured (5)
  --seconds N             how long each time (1)
  --warm-up N             how often as many requests as Node needs to compile are sent before (1)
  --connections N         how many connections at once (16)
  --kubernetes-version V  the version that answers (the newest)
  --placement WHERE       pinned or unpinned (both)
  CASE                    ${CASES.map(({ name }) => JSON.stringify(name)).join(', ')} (all)`;
const REPORT = 'reports/bench-http.json';

const WORDS = {
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '1' },
    'warm-up': { type: 'string', default: '1' },
    connections: { type: 'string', default: '16' },
    'kubernetes-version': { type: 'string', default: VERSIONS[VERSIONS.length - 1] ?? '' },
    placement: { type: 'string' },
  },
} as const;

async function measured(placement: Placement, settings: Settings): Promise<readonly Result[]> {
  const ours = await startOurs(placement, settings.version, prepare);
  const real = await startReal(placement, settings.version, prepare);
  const servers = [ours, ...(real === undefined ? [] : [real]), await startBare(placement, await ours.kept())];
  const generator = new LoadGenerator(placement);
  const results = await inRounds(placement, servers, generator, settings);
  generator.close();
  for (const server of servers) await server.close();
  return results;
}

function settingsOf(values: Readonly<Record<string, string>>, names: readonly string[]): Settings {
  const unknown = names.find((name) => CASES.every((one) => one.name !== name));
  if (unknown !== undefined) throw new UsageError(`No case is called ${unknown}: there are ${CASES.map(({ name }) => `"${name}"`).join(', ')}.`);
  return {
    version: versionNamed(values['kubernetes-version'] ?? ''),
    rounds: wholeNumberOf('rounds', values['rounds'] ?? ''),
    load: { seconds: numberOf('seconds', values['seconds'] ?? ''), connections: wholeNumberOf('connections', values['connections'] ?? '') },
    warmUp: numberOf('warm-up', values['warm-up'] ?? ''),
    cases: CASES.filter(({ name }) => names.length === 0 || names.includes(name)),
  };
}

function placementsOf(wanted: string | undefined): readonly Placement[] {
  const pinned = pinnedPlacement();
  if (pinned === undefined) console.log('Left out: pinned servers, which need taskset and a second processor.');
  return [...(pinned === undefined ? [] : [pinned]), UNPINNED].filter(({ name }) => wanted === undefined || name === wanted);
}

async function main(): Promise<void> {
  const { placement, settings } = commandLine(USAGE, WORDS, ({ values: { placement: wanted, ...given }, positionals }) => {
    if (wanted !== undefined && wanted !== 'pinned' && wanted !== 'unpinned') throw new UsageError(`--placement ${wanted}: pinned or unpinned`);
    return { placement: wanted, settings: settingsOf(given, positionals) };
  });
  const load = loadavg()[0] ?? 0;
  const results = [];
  for (const one of placementsOf(placement)) results.push(...(await measured(one, settings)));
  conclude({ report: REPORT, goals: GOALS, load, settings, results });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
