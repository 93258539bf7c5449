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
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { VERSIONS } from '../src/engine/versions';
import { boundsOf, failsRun, GOALS, verdictOn } from './http-bounds';
import { CASES, requestBytes, type Case } from './http/cases';
import { LoadGenerator, pinnedPlacement, processorSeconds, UNPINNED, type Placement } from './http/processes';
import { startBare, startOurs, startReal, type Server } from './http/servers';
import { median } from './measure';

const REPORT = 'reports/bench-http.json';

interface Settings {
  readonly version: string;
  readonly rounds: number;
  readonly load: { readonly seconds: number; readonly connections: number };
  /** Times the answers that a case is warmed up with. */
  readonly warmUp: number;
  readonly cases: readonly Case[];
}

interface Sample {
  readonly perSecond: number;
  /** Processor time of the server a request; NaN where the system does not say. */
  readonly microseconds: number;
  readonly clientBusy: number;
}
type Name = Server['name'];
type Round = Readonly<Partial<Record<Name, Sample>>>;

async function sampleOf(one: Case, { port, processes }: Server, generator: LoadGenerator, { load }: Settings): Promise<Sample> {
  const before = processorSeconds(processes) ?? Number.NaN;
  const { perSecond, answers, busy } = await generator.measure({ port, request: requestBytes(one), status: one.status, ...load });
  const seconds = (processorSeconds(processes) ?? Number.NaN) - before;
  return { perSecond, microseconds: (seconds * 1e6) / answers, clientBusy: busy };
}

const COMPILED_BEFOREHAND: Name = 'kube-apiserver';

/** Until every server has answered so often that what it compiles while it runs is compiled. */
async function warmUp(one: Case, servers: readonly Server[], generator: LoadGenerator, settings: Settings): Promise<void> {
  for (const { name, port } of servers)
    for (let answers = 0; answers < one.warmUpAnswers * settings.warmUp * (name === COMPILED_BEFOREHAND ? 0.1 : 1);)
      answers += (await generator.measure({ port, request: requestBytes(one), status: one.status, ...settings.load })).answers;
}

/** Each round begins with another server. */
async function roundOf(one: Case, servers: readonly Server[], generator: LoadGenerator, settings: Settings, number: number): Promise<Round> {
  const first = number % servers.length;
  const round: Partial<Record<Name, Sample>> = {};
  for (const server of [...servers.slice(first), ...servers.slice(0, first)]) round[server.name] = await sampleOf(one, server, generator, settings);
  return round;
}

/** The median of what every round gives; undefined where none gives anything. */
function over(rounds: readonly Round[], value: (round: Round) => number | undefined): number | undefined {
  const values = rounds.flatMap((round) => value(round) ?? []);
  return values.length === 0 ? undefined : median(values);
}

function resultOf(placement: Placement['name'], { name }: Case, rounds: readonly Round[]) {
  const beside = (server: Name) => ({
    perSecond: over(rounds, (round) => round[server]?.perSecond),
    microseconds: over(rounds, (round) => round[server]?.microseconds),
    ratio: over(rounds, (round) => round.cukernetes && round[server] && round.cukernetes.perSecond / round[server].perSecond),
    processorRatio: over(rounds, (round) => round.cukernetes && round[server] && round[server].microseconds / round.cukernetes.microseconds),
  });
  const clientBusy = Math.max(...rounds.flatMap((round) => Object.values(round).map((sample) => sample.clientBusy)));
  return { placement, case: name, ours: beside('cukernetes'), real: beside('kube-apiserver'), bare: beside('node:https'), clientBusy };
}

async function measured(placement: Placement, settings: Settings) {
  const ours = await startOurs(placement, settings.version);
  const real = await startReal(placement, settings.version);
  const servers = [ours, ...(real === undefined ? [] : [real]), await startBare(placement, ours.kept)];
  const generator = new LoadGenerator(placement);
  const rounds = new Map<Case, Round[]>(settings.cases.map((one) => [one, []]));
  for (const one of settings.cases) await warmUp(one, servers, generator, settings);
  for (let number = 0; number < settings.rounds; number += 1) for (const [one, of] of rounds) of.push(await roundOf(one, servers, generator, settings, number));
  generator.close();
  for (const server of servers) await server.close();
  return [...rounds].map(([one, of]) => resultOf(placement.name, one, of));
}

const counted = (value = Number.NaN): string => Math.round(value).toLocaleString('en-US');
const percent = (value = Number.NaN): string => `${Math.round(value * 100)} %`;

function settingsOf(values: Readonly<Record<string, string>>, names: readonly string[]): Settings {
  const unknown = names.find((name) => CASES.every((one) => one.name !== name));
  if (unknown !== undefined) throw new Error(`No case is called ${unknown}: there are ${CASES.map(({ name }) => `"${name}"`).join(', ')}.`);
  return {
    version: values['kubernetes-version'] ?? '',
    rounds: Number(values['rounds']),
    load: { seconds: Number(values['seconds']), connections: Number(values['connections']) },
    warmUp: Number(values['warm-up']),
    cases: CASES.filter(({ name }) => names.length === 0 || names.includes(name)),
  };
}

function placementsOf(wanted: string | undefined): readonly Placement[] {
  const pinned = pinnedPlacement();
  if (pinned === undefined) console.log('Left out: pinned servers, which need taskset and a second processor.');
  return [...(pinned === undefined ? [] : [pinned]), UNPINNED].filter(({ name }) => wanted === undefined || name === wanted);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1' },
      'warm-up': { type: 'string', default: '1' },
      connections: { type: 'string', default: '16' },
      'kubernetes-version': { type: 'string', default: VERSIONS[VERSIONS.length - 1] ?? '' },
      placement: { type: 'string' },
    },
  });
  const { placement, ...given } = values;
  const settings = settingsOf(given, positionals);
  const load = loadavg()[0] ?? 0;
  const results = [];
  for (const one of placementsOf(placement)) results.push(...(await measured(one, settings)));
  const judged = results.map((result) => ({ ...result, bounds: boundsOf(result) }));
  console.table(
    judged.map(({ placement: place, case: name, ours, real, bare, clientBusy, bounds }) => ({
      placement: place,
      case: name,
      'requests/s': counted(ours.perSecond),
      'us each': counted(ours.microseconds),
      ...(real.perSecond !== undefined && {
        'kube-apiserver': `${counted(real.perSecond)} (${counted(real.microseconds)} us)`,
        times: `${real.ratio?.toFixed(2)} (${real.processorRatio?.toFixed(2)})`,
      }),
      'node:https': `${counted(bare.perSecond)} (${counted(bare.microseconds)} us)`,
      share: `${percent(bare.ratio)} (${percent(bare.processorRatio)})`,
      'client busy': percent(clientBusy),
      holds: verdictOn(bounds),
    })),
  );
  console.log(`In brackets by processor time. ${GOALS} Load ${load.toFixed(1)} on ${cpus().length} processors.`);
  if (results.every(({ real }) => real.perSecond === undefined))
    console.log('Left out: a real kube-apiserver, whose programs are not on this machine; docs/envtest.md says where they are looked for.');
  mkdirSync('reports', { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify({ machineLoad: load, ...settings, cases: undefined, results: judged }, undefined, 2)}\n`);
  console.log(`Written to ${REPORT}`);
  // Servers that still run end with this process.
  process.exit(judged.some(({ bounds }) => bounds.some(failsRun)) ? 1 : 0);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
