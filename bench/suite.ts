/**
 * npm run bench:suite [-- --kubernetes-version=1.NN] [--tags=EXPRESSION] [--at-least=RATIO]: how long all features take on the embedded
 * engine and on a real kube-apiserver, one after the other in one run, each in a process of its own as `cukernetes test` runs
 * them. The time of the embedded run is split: until the first scenario (Node, Cucumber, the steps), the scenarios, the rest.
 * Keeps what the table of targets shows. Ends with 1 when a scenario fails, or when embedded is not so many times faster.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Envelope, Timestamp } from '@cucumber/messages';
import { commandLine, numberOf, versionNamed } from '../scripts/command-line';
import { VERSIONS } from '../src/index';

const USAGE = `npm run bench:suite -- [--kubernetes-version V] [--tags EXPRESSION] [--at-least N]
  --at-least N  fails unless the embedded engine is so many times as fast`;
const WORDS = {
  options: {
    'kubernetes-version': { type: 'string', default: VERSIONS[VERSIONS.length - 1] ?? '' },
    tags: { type: 'string', default: '' },
    'at-least': { type: 'string', default: '0' },
  },
} as const;
const REPORTS = path.join(__dirname, '..', 'reports');
const PROGRAM = path.join(__dirname, '..', 'bin', 'cukernetes.js');

interface Measured {
  readonly seconds: number;
  /** From the start of the process to the first scenario. */
  readonly start: number;
  readonly scenarios: number;
  readonly count: number;
}

const secondsOf = ({ seconds, nanos }: Timestamp): number => seconds + nanos / 1e9;

/** What a run that failed said is shown. */
function run(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${Buffer.concat(said).toString()}\ncukernetes ${args.join(' ')} ended with ${code ?? 'a signal'}`));
    });
  });
}

async function measure(target: string, version: string, tags: string, folder: string): Promise<Measured> {
  const messages = path.join(folder, `${target}.ndjson`);
  const began = Date.now() / 1000;
  const formats = ['--format', `messages:${messages}`, '--format', `targets:${path.join(REPORTS, 'targets.html')}`];
  await run(['test', '--target', target, '--kubernetes-version', version, ...formats, ...(tags === '' ? [] : ['--tags', tags])]);
  const ended = Date.now() / 1000;
  const envelopes = readFileSync(messages, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Envelope);
  const times = envelopes.flatMap(({ testCaseStarted, testCaseFinished }) => testCaseStarted?.timestamp ?? testCaseFinished?.timestamp ?? []).map(secondsOf);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const count = envelopes.filter(({ testCaseFinished }) => testCaseFinished !== undefined).length;
  return { seconds: ended - began, start: first - began, scenarios: last - first, count };
}

const line = (name: string, { seconds, start, scenarios, count }: Measured): string =>
  `${name.padEnd(9)} ${seconds.toFixed(2).padStart(8)} s   ${start.toFixed(2)} s to the first scenario, ${scenarios.toFixed(2)} s for ${count} scenarios, ${(seconds - start - scenarios).toFixed(2)} s after the last`;

async function main(): Promise<void> {
  const { version, tags, least } = commandLine(USAGE, WORDS, ({ values }) => ({
    version: versionNamed(values['kubernetes-version']),
    tags: values.tags,
    least: numberOf('at-least', values['at-least']),
  }));
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const embedded = await measure('embedded', version, tags, folder);
  const envtest = await measure('envtest', version, tags, folder);
  const ratio = envtest.seconds / embedded.seconds;
  process.stdout.write(`Kubernetes ${version}${tags === '' ? '' : `, ${tags}`}\n${line('embedded', embedded)}\n${line('envtest', envtest)}\n`);
  process.stdout.write(`embedded is ${ratio.toFixed(1)} times faster\n`);
  if (ratio < least) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
