/**
 * cluster-run.ts --server URL --admin-token TOKEN --guest-token TOKEN --kubernetes-version 1.NN [PATH ...]: shows on a control plane
 * that runs for itself what the target cluster promises. The features pass; whatever ends a run, all objects are afterwards as they
 * were before; a context that is not named for trying things out is refused, and so is one without rights.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'expect';
import { EXIT } from '../src/runner/exit-codes';
import { exitCodeOf } from '../src/runner/interrupt-signals';
import { collectionOf, discover } from '../src/targets/cluster/discovery';
import { connectionOf } from '../src/targets/cluster/session';
import { kubeconfigOf } from '../src/targets/kubeconfig';
import { commandLine, UsageError, versionNamed } from './command-line';

const PROGRAM = path.join(__dirname, '..', 'bin', 'cukernetes.js');
/** What a control plane writes all the time by itself. */
const RESTLESS: ReadonlySet<string> = new Set(['events', 'leases', 'componentstatuses']);
const LOOK_AGAIN = 200;
/** Enough for the interruption to come in the midst of something. */
const SOME_OBJECTS = 4;

const { values, positionals } = commandLine(
  'cluster-run.ts --server URL --admin-token TOKEN --guest-token TOKEN --kubernetes-version V [PATH ...]',
  {
    allowPositionals: true,
    options: {
      server: { type: 'string', default: '' },
      'admin-token': { type: 'string', default: '' },
      'guest-token': { type: 'string', default: '' },
      'kubernetes-version': { type: 'string', default: '' },
    },
  },
  (words) => {
    const missing = Object.entries(words.values).find(([, value]) => value === '');
    if (missing !== undefined) throw new UsageError(`--${missing[0]} is missing`);
    versionNamed(words.values['kubernetes-version']);
    return words;
  },
);
const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-cluster-run-'));
const kubeconfig = path.join(folder, 'kubeconfig');

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
}

/** The same server under the names that matter: one for tests, one that says what it is, and one whose user may nothing. */
function writeKubeconfig(): void {
  const config = (token: string): { readonly clusters: readonly object[]; readonly users: readonly { readonly user: object }[] } =>
    JSON.parse(kubeconfigOf({ url: values.server }, { kind: 'token', token })) as ReturnType<typeof config>;
  const { clusters, users } = config(values['admin-token']);
  const all = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters,
    users: [
      { name: 'admin', user: users[0]?.user },
      { name: 'guest', user: config(values['guest-token']).users[0]?.user },
    ],
    contexts: [
      { name: 'kind-test', context: { cluster: 'cukernetes', user: 'admin' } },
      { name: 'prod', context: { cluster: 'cukernetes', user: 'admin' } },
      { name: 'kind-guest', context: { cluster: 'cukernetes', user: 'guest' } },
    ],
  };
  writeFileSync(kubeconfig, JSON.stringify(all), { mode: 0o600 });
}

function cukernetes(command: string, context: string, more: readonly string[] = []): { readonly ended: Promise<Ended>; kill(signal: NodeJS.Signals): void } {
  const program = spawn(process.execPath, [PROGRAM, command, '--kubeconfig', kubeconfig, '--context', context, ...more]);
  let output = '';
  for (const stream of [program.stdout, program.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<Ended>((resolve) => program.on('close', (code, signal) => resolve({ code, signal, output })));
  return { ended, kill: (signal) => program.kill(signal) };
}

const testRun = (context: string, more: readonly string[] = []): ReturnType<typeof cukernetes> =>
  cukernetes('test', context, ['--target', 'cluster', '--kubernetes-version', values['kubernetes-version'], '--reports', folder, ...positionals, ...more]);

/** Every object by URL and uid. */
async function listing(): Promise<readonly string[]> {
  const connection = connectionOf({ kubeconfig, context: 'kind-test' });
  const get = (target: string): ReturnType<typeof connection.send> => connection.send({ method: 'GET', target, headers: { accept: 'application/json' } });
  try {
    const types = (await discover(get)).filter(({ name, verbs }) => verbs.includes('list') && !RESTLESS.has(name));
    const lists = types.map(async (type) => {
      const { items } = JSON.parse(String((await get(collectionOf(type))).body)) as {
        readonly items: readonly { readonly metadata: Readonly<Record<string, string>> }[];
      };
      return items.map(({ metadata: { namespace = '', name = '', uid = '' } }) => `${collectionOf(type, namespace)}/${name} ${uid}`);
    });
    return (await Promise.all(lists)).flat().sort();
  } finally {
    connection.close();
  }
}

/** Interrupts a run as soon as some of its objects are there. */
async function interrupted(signal: NodeJS.Signals, before: readonly string[]): Promise<Ended> {
  const run = testRun('kind-test');
  let over = false;
  void run.ended.then(() => (over = true));
  const known = new Set(before);
  while (!over && (await listing()).filter((object) => !known.has(object)).length < SOME_OBJECTS) await pause(LOOK_AGAIN);
  run.kill(signal);
  return run.ended;
}

async function step(name: string, act: () => Promise<void>): Promise<void> {
  const started = Date.now();
  await act();
  process.stdout.write(`ok    ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
}

async function main(): Promise<void> {
  writeKubeconfig();
  const before = await listing();
  const unchanged = async (): Promise<void> => expect(await listing()).toEqual(before);

  await step('a context that is not there for trying things out is refused', async () => {
    const { code, output } = await testRun('prod').ended;
    expect(output).toContain('The context "prod" is refused');
    expect(code).toBe(EXIT.usage);
  });
  await step('a context without rights is refused, with the rights that it lacks', async () => {
    const { code, output } = await testRun('kind-guest').ended;
    expect(output).toContain('"kind-guest" may not: impersonate users; ');
    expect(output).toContain('create, delete, get, list, patch namespaces;');
    expect(code).toBe(EXIT.usage);
    await unchanged();
  });
  await step(`the features pass in two processes side by side, and all ${before.length} objects are as before`, async () => {
    const { code, output } = await testRun('kind-test', ['--parallel', '2']).ended;
    process.stdout.write(output.replace(/^(?=.)/gm, '      '));
    expect(code).toBe(EXIT.passed);
    await unchanged();
  });
  await step('after SIGINT all objects are as before', async () => {
    const { code } = await interrupted('SIGINT', before);
    expect(code).toBe(exitCodeOf('SIGINT'));
    await unchanged();
  });
  await step('after SIGKILL and cukernetes clean all objects are as before', async () => {
    const { signal } = await interrupted('SIGKILL', before);
    expect(signal).toBe('SIGKILL');
    expect((await listing()).length).toBeGreaterThan(before.length);
    const { code, output } = await cukernetes('clean', 'kind-test').ended;
    process.stdout.write(output.replace(/^(?=.)/gm, '      '));
    expect(code).toBe(EXIT.passed);
    await unchanged();
  });
}

main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));
