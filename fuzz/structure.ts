/** The structured fuzzer: workers run mutated recordings against forks of servers, and this watches over them. */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { ask } from './ask';
import { versionRecorded } from '../src/replay/recording';
import { groupOf, Judge, type Fault } from './faults';
import { Findings, type Finding } from './findings';
import { minimise } from './minimise';
import type { Input } from './mutate-request';
import type { FuzzOptions } from './options';
import { planted } from './plant';
import { BATCH, BLOCK, type Block } from './structure-world';
import { Worker, type Report, type Work } from './structure-worker';

const WORKER = path.join(__dirname, 'structure-worker.ts');
/** A batch takes a tenth of a second. */
const SILENT_MILLISECONDS = 60_000;
/** What the memory of a worker may come to, and what the last quarter of a run may add to that of the second. */
const MOST_BYTES = 400 << 20;
const GROWTH_BYTES = 24 << 20;
/** A worker that has done fewer inputs is still growing to what it needs. */
const WARM_AFTER = 250_000;
const SHOWN = 20;

interface Tally {
  cases: number;
  readonly statuses: Map<number, number>;
  readonly findings: Findings;
  /**
   * Of each worker, by its number: its inputs, the most resident bytes in each quarter of the run, and the least of its heap, which is about what is
   * alive: what V8 leaves lying until it needs the room is in the first and not in the second.
   */
  readonly memory: Map<number, { cases: number; readonly quarters: number[]; readonly alive: number[] }>;
}

const workOf = ({ seed, versions, count, seconds, plant, workers }: FuzzOptions, first: number): Work => ({
  seed,
  versions,
  first,
  step: workers,
  end: count,
  until: Date.now() + seconds * 1000,
  announce: false,
  ...(plant !== undefined && { plant }),
});

/** Runs one worker to its end. Resolves to what ended it early and where. */
function runWorker(work: Work, heard: (report: Report) => void): Promise<{ readonly number: number; readonly fault: Fault } | undefined> {
  const child: ChildProcess = fork(WORKER, [JSON.stringify(work)], {
    // Room for what it needs, and little for what is left lying.
    execArgv: ['--max-old-space-size=224', '--max-semi-space-size=8', '-r', 'ts-node/register/transpile-only'],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  return new Promise((resolve) => {
    let [number, silent, stderr] = [work.first * BLOCK, false, ''];
    const kill = (): void => {
      silent = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(kill, SILENT_MILLISECONDS);
    child.stderr?.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-2000)));
    child.on('message', (report: Report) => {
      clearTimeout(timer);
      timer = setTimeout(kill, SILENT_MILLISECONDS);
      number = report.about === 'case' ? report.number : nextBatch(report.number, work.step);
      heard(report);
    });
    const settle = (code: number | null, signal: NodeJS.Signals | null): void => {
      clearTimeout(timer);
      if (code === 0) resolve(undefined);
      else if (silent) resolve({ number, fault: { kind: 'no answer', detail: `nothing was heard for ${SILENT_MILLISECONDS} ms` } });
      else resolve({ number, fault: { kind: 'process ended', detail: `with ${code ?? signal ?? '?'} ${stderr.trim()}` } });
    };
    // Its last reports may still be on their way when it has ended.
    child.on('close', (code, signal) => {
      if (child.connected) child.once('disconnect', () => settle(code, signal));
      else settle(code, signal);
    });
  });
}

const nextBatch = (number: number, step: number): number => ((number + BATCH) % BLOCK === 0 ? number + BATCH + (step - 1) * BLOCK : number + BATCH);

/** A worker that ended has announced its batch: the batch runs again, with each of its cases announced. */
async function locate(work: Work, ended: { readonly number: number; readonly fault: Fault }): Promise<{ readonly number: number; readonly fault: Fault }> {
  const end = Math.min(work.end, ended.number + BATCH);
  const again = await runWorker(
    { ...work, first: Math.floor(ended.number / BLOCK), end, until: Date.now() + 2 * SILENT_MILLISECONDS, announce: true },
    () => undefined,
  );
  return again ?? ended;
}

export async function structure(options: FuzzOptions): Promise<boolean> {
  if (options.case !== undefined) return showCase(options, options.case);
  const tally: Tally = { cases: 0, statuses: new Map(), findings: new Findings(), memory: new Map() };
  const began = Date.now();
  const quarter = (): number => Math.min(3, Math.floor(4 * Math.max(tally.cases / options.count, (Date.now() - began) / (options.seconds * 1000))));
  await Promise.all(
    Array.from({ length: options.workers }, async (_, worker) => {
      const work = workOf(options, worker);
      const ended = await runWorker(work, (report) => {
        if (report.about === 'batch') count(tally, worker, report, quarter());
      });
      if (ended === undefined) return;
      const { number, fault } = await locate(work, ended);
      tally.findings.add(number, fault);
    }),
  );
  for (const [worker, { cases, quarters }] of tally.memory) {
    const [half, end] = [quarters[1] ?? 0, quarters[3] ?? 0];
    if (Math.max(...quarters) > MOST_BYTES) tally.findings.add(worker, { kind: 'memory', detail: `a worker came to more than ${mib(MOST_BYTES)}` });
    if (cases >= WARM_AFTER && half > 0 && end - half > GROWTH_BYTES)
      tally.findings.add(worker, { kind: 'memory', detail: `a worker grew from ${mib(half)} to ${mib(end)} in the second half` });
  }
  await print(options, tally, (Date.now() - began) / 1000);
  return tally.findings.all.length === 0;
}

function count(tally: Tally, worker: number, { cases, statuses, faults, rss, heap }: Extract<Report, { readonly about: 'batch' }>, quarter: number): void {
  tally.cases += cases;
  for (const [status, times] of statuses) tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + times);
  for (const { number, fault } of faults) tally.findings.add(number, fault);
  const memory = tally.memory.get(worker) ?? { cases: 0, quarters: [0, 0, 0, 0], alive: [0, 0, 0, 0] };
  memory.cases += cases;
  memory.quarters[quarter] = Math.max(memory.quarters[quarter] ?? 0, rss);
  memory.alive[quarter] = Math.min(memory.alive[quarter] || Infinity, heap);
  tally.memory.set(worker, memory);
}

const mib = (bytes: number): string => `${Math.round(bytes / (1 << 20))} MiB`;

async function print(options: FuzzOptions, { cases, statuses, findings, memory }: Tally, seconds: number): Promise<void> {
  const sorted = [...statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`);
  const inQuarters = (of: 'quarters' | 'alive'): string => [...memory.values()].map((worker) => worker[of].map(mib).join(', ')).join('; ');
  console.log(
    `${cases} inputs in ${seconds.toFixed(1)} s, ${Math.round(cases / seconds)} a second; the most memory of each worker in each quarter: ${inQuarters('quarters')}; the least of its heap: ${inQuarters('alive')}`,
  );
  console.log(`answers ${sorted.join(', ')}`);
  const found = findings.all;
  console.log(found.length === 0 ? 'nothing found' : `${found.length} kinds of faults found`);
  for (const finding of found.slice(0, SHOWN)) await show(options, finding);
}

/** The input of a finding, as small as it stays one, and the command that runs it again. */
async function show(options: FuzzOptions, { fault, number, count: times, group }: Finding): Promise<void> {
  console.log(`\n${times} x ${fault.kind}: ${fault.detail}`);
  console.log(`  ${againCommand(options, number)}`);
  // What ends or blocks a process is not tried here.
  if (!['JavaScript error', 'server error', 'rejected'].includes(fault.kind)) return;
  const { block, input } = await openCase(options, number);
  const judge = new Judge(versionRecorded(block.recording));
  const stays = async (candidate: Input): Promise<boolean> => {
    const server = await block.server.fork();
    const asked = await ask(planted(server.send, options.plant), await block.request(candidate), judge);
    await server.close();
    return asked.fault !== undefined && groupOf(asked.fault) === group;
  };
  const least = (await stays(input)) ? await minimise(input, stays) : input;
  console.log(`  ${block.recording.recordedFrom}, ${block.recording.name}: ${JSON.stringify(least).slice(0, 2000)}`);
  await block.server.close();
}

const againCommand = ({ seed, versions }: FuzzOptions, number: number): string =>
  `npm run fuzz -- structure --seed ${seed}${versions.length === 1 ? ` --kubernetes-version ${versions[0] ?? ''}` : ''} --case ${number}`;

async function openCase(options: FuzzOptions, number: number): Promise<{ readonly block: Block; readonly input: Input }> {
  const at = Math.floor(number / BLOCK);
  const cases = new Worker(workOf(options, 0)).casesOf(at);
  const block = await cases.open(at);
  return { block, input: cases.input(number, block) };
}

/** Runs one case after those of its batch that come before it. */
async function showCase(options: FuzzOptions, number: number): Promise<boolean> {
  const at = Math.floor(number / BLOCK);
  const cases = new Worker(workOf(options, 0)).casesOf(at);
  const block = await cases.open(at);
  const server = await block.server.fork();
  const judge = new Judge(versionRecorded(block.recording));
  for (let before = number - (number % BATCH); before < number; before += 1) await ask(server.send, await block.request(cases.input(before, block)), judge);
  const input = cases.input(number, block);
  console.log(`${block.recording.recordedFrom}, ${block.recording.name}\n${JSON.stringify(input)}`);
  const { status, text, fault } = await ask(planted(server.send, options.plant), await block.request(input), judge);
  console.log(`${status} ${text.slice(0, 4000)}`);
  console.log(fault === undefined ? 'nothing found' : `${fault.kind}: ${fault.detail}`);
  await server.close();
  await block.server.close();
  return fault === undefined;
}
