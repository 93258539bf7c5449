/** What the cases of a benchmark of servers give, in rounds: each server in turns, and of everything the median. */
import { boundsOf, failsRun } from '../http-bounds';
import { median } from '../measure';
import { requestBytes, type Case } from './cases';
import { processorSeconds, type LoadGenerator, type Placement } from './processes';
import type { Server } from './servers';

export interface Settings {
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

/** So long a case is answered before it is measured: what was compiled for it may have been thrown away while others were answered. */
const LEAD_IN_SECONDS = 0.3;

async function sampleOf(one: Case, { port, processes }: Server, generator: LoadGenerator, { load }: Settings): Promise<Sample> {
  await generator.measure({ port, request: requestBytes(one), status: one.status, ...load, seconds: LEAD_IN_SECONDS });
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

export type Result = ReturnType<typeof resultOf>;

const counted = (value = Number.NaN): string => Math.round(value).toLocaleString('en-US');
const percent = (value = Number.NaN): string => `${Math.round(value * 100)} %`;

/** A row of the table: what stands in brackets is by processor time. */
export const rowOf = ({ placement, case: name, ours, real, bare, clientBusy }: Result, holds: string) => ({
  placement,
  case: name,
  'requests/s': counted(ours.perSecond),
  'us each': counted(ours.microseconds),
  ...(real.perSecond !== undefined && {
    'kube-apiserver': `${counted(real.perSecond)} (${counted(real.microseconds)} us)`,
    times: `${real.ratio?.toFixed(2)} (${real.processorRatio?.toFixed(2)})`,
  }),
  ...(bare.perSecond !== undefined && {
    'node:https': `${counted(bare.perSecond)} (${counted(bare.microseconds)} us)`,
    share: `${percent(bare.ratio)} (${percent(bare.processorRatio)})`,
  }),
  'client busy': percent(clientBusy),
  holds,
});

/** How often a case is measured again that misses what must hold. */
const MORE_TRIES = 2;

/** Warms up, and measures every case on every server in each round. What misses what must hold is measured again: its later rounds count beside the first. */
export async function inRounds(placement: Placement, servers: readonly Server[], generator: LoadGenerator, settings: Settings): Promise<readonly Result[]> {
  const rounds = new Map<Case, Round[]>(settings.cases.map((one) => [one, []]));
  const results = (): readonly (readonly [Case, Result])[] => [...rounds].map(([one, of]) => [one, resultOf(placement.name, one, of)] as const);
  const measure = async (cases: readonly Case[]): Promise<void> => {
    for (let number = 0; number < settings.rounds; number += 1)
      for (const one of cases) rounds.get(one)?.push(await roundOf(one, servers, generator, settings, number));
  };
  for (const one of settings.cases) await warmUp(one, servers, generator, settings);
  await measure(settings.cases);
  for (let more = 0; more < MORE_TRIES; more += 1) {
    const missed = results().filter(([, result]) => boundsOf(result).some(failsRun));
    if (missed.length > 0) console.log(`Measured again: ${missed.map(([one]) => one.name).join(', ')}.`);
    await measure(missed.map(([one]) => one));
  }
  return results().map(([, result]) => result);
}
