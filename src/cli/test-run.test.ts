/** How runs of scenarios end, seen from outside: as processes, in a folder of their own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Envelope } from '@cucumber/messages';
import { expect } from 'expect';
import { Results } from '../runner/results';
import { newestVersion } from '../engine/versions';

const NEWEST = newestVersion.name;

const PROGRAM = path.join(__dirname, '..', '..', 'bin', 'cukernetes.js');

const STEPS = `import assert from 'node:assert/strict';
import { AfterAll, Then } from '@cucumber/cucumber';
import { writeFileSync } from 'node:fs';
const inWorker = process.env.CUCUMBER_WORKER_ID !== undefined;
Then('it passes', () => assert.ok(true));
Then('it compares nothing', () => undefined);
Then('it compares with expect', () => require(${JSON.stringify(require.resolve('expect'))}).expect(1).toBe(1));
Then('it compares with assert', () => assert(true));
Then('it reads what was asked last', function () {
  return this.target();
});
Then('it says that it has asserted', function () {
  this.asserted();
});
Then('it is skipped', () => 'skipped');
Then('it is skipped for a reason', function () { this.log('no such node'); return 'skipped'; });
Then('it fails', () => { throw new Error('50% of it,\\nand more'); });
Then('its process dies', () => process.kill(process.pid, 'SIGKILL'));
Then('it says commands', () => {
  console.log('::set-env name=A::b');
  throw new Error('%0A::error::\\n::stop-commands::x\\n  ::warning::y\\nand ##[error]z');
});
let fails = true;
Then('it fails the first time', function () {
  this.asserted();
  if (fails) {
    fails = false;
    throw new Error('not yet');
  }
});
Then('it goes to another folder', function () { this.asserted(); process.chdir('/'); });
Then('it exits with {int}', (code) => process.exit(code));
Then('it exits with 0 when all is done', () => void process.on('exit', () => process.reallyExit(0)));
Then('the run is ended after its scenarios', () => AFTER.push(() => process.exit(0)));
const AFTER: (() => void)[] = [];
AfterAll(() => AFTER.forEach((end) => end()));
Then('it loops for ever', () => {
  if (process.env.LOOPING !== undefined) writeFileSync(process.env.LOOPING, String(process.pid));
  for (;;);
});
Then('Ctrl-C is pressed', () => {
  process.kill(inWorker ? process.ppid : process.pid, process.env.SIGNAL ?? 'SIGINT');
  return new Promise(() => undefined);
});
`;

const FEATURES = {
  passing: ['One', 'it passes', 'Two', 'it passes', 'Three', 'it passes', 'Four', 'it passes'],
  asserting: [
    'Nothing',
    'it compares nothing',
    'Expect',
    'it compares with expect',
    'Assert',
    'it compares with assert',
    'Reading',
    'it reads what was asked last',
    'Saying',
    'it says that it has asserted',
  ],
  failing: ['One', 'it passes', 'Two, with a comma', 'it fails'],
  looping: ['One', 'it passes', 'Two', 'it loops for ever', 'Three', 'it passes'],
  ended: ['One', 'it fails', 'Two', 'the run is ended after its scenarios'],
  overruled: ['One', 'it fails', 'Two', 'it exits with 0 when all is done'],
  hostile: ['A <b>bold</b> | [name](x) & `more`', 'it says commands', 'Two', 'it passes'],
  skipping: ['One', 'it passes', 'Two', 'it is skipped', 'Three', 'it is skipped for a reason'],
  moving: ['One', 'it goes to another folder', 'Two', 'it fails'],
  flaky: ['One', 'it fails the first time'],
  exiting: ['One', 'it fails', 'Two', 'it exits with 0', 'Three', 'it passes'],
  dying: ['One', 'it passes', 'Two', 'its process dies', 'Three', 'it passes'],
  interrupted: ['One', 'it passes', 'Two', 'Ctrl-C is pressed', 'Three', 'it passes'],
} as const;

const featureOf = (lines: readonly string[]): string =>
  `Feature: Small\n${lines.map((line, at) => (at % 2 === 0 ? `\n  Scenario: ${line}` : `    Then ${line}`)).join('\n')}\n`;

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('a run of scenarios', { concurrency: 2 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-runs-'));
  before(() => {
    mkdirSync(path.join(folder, 'steps'));
    writeFileSync(path.join(folder, 'steps', 'own.ts'), STEPS);
    for (const [name, lines] of Object.entries(FEATURES)) writeFileSync(path.join(folder, `${name}.feature`), featureOf(lines));
  });
  after(() => rmSync(folder, { recursive: true }));

  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess =>
    spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, env: { ...process.env, GITHUB_ACTIONS: '', ...env } });

  async function ended(child: ChildProcess): Promise<Ended> {
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (text: Buffer) => (stdout += text.toString()));
    child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return { code, signal, stdout, stderr };
  }

  const run = (args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended> => ended(start(args, env));
  const tested = (name: keyof typeof FEATURES, reports: string, ...args: readonly string[]): Promise<Ended> =>
    run(['test', `${name}.feature`, '--reports', reports, '--format', 'messages', '--format', 'html', '--format', 'junit', ...args]);

  /** What the report says of each scenario. */
  function statuses(reports: string): Readonly<Record<string, string>> {
    const results = new Results();
    const lines = readFileSync(path.join(folder, reports, 'messages.ndjson'), 'utf8')
      .trim()
      .split('\n');
    const all = lines.flatMap((line) => results.update(JSON.parse(line) as Envelope) ?? []);
    return Object.fromEntries(all.map(({ pickle, status }) => [pickle.name, status]));
  }
  const junit = (reports: string): string => readFileSync(path.join(folder, reports, 'junit.xml'), 'utf8');

  it('leaves no report of an earlier run when it cannot read the features', async () => {
    expect((await tested('passing', 'stale')).code).toBe(0);
    const reports = ['messages.ndjson', 'cucumber.html', 'junit.xml'].map((name) => path.join(folder, 'stale', name));
    expect(reports.map((file) => existsSync(file))).toEqual([true, true, true]);
    writeFileSync(path.join(folder, 'broken.feature'), 'Feature: Small\n  Scenario: One\n  no step at all\n');
    const { code } = await run(['test', 'broken.feature', '--reports', 'stale', '--format', 'messages', '--format', 'html', '--format', 'junit']);
    rmSync(path.join(folder, 'broken.feature'));
    expect(code).not.toBe(0);
    expect(reports.map((file) => existsSync(file))).toEqual([false, false, false]);
  });

  it('fails where a Then of its own compares nothing, unless drafts are allowed', async () => {
    const [strict, drafts] = await Promise.all([tested('asserting', 'asserting'), tested('asserting', 'drafts', '--allow-empty')]);
    expect([strict.code, drafts.code]).toEqual([1, 0]);
    expect(statuses('asserting')).toEqual({ Nothing: 'FAILED', Expect: 'PASSED', Assert: 'PASSED', Reading: 'PASSED', Saying: 'PASSED' });
    expect(strict.stdout).toContain('FAILED asserting.feature:4 ');
    expect(strict.stdout).toContain('This Then asserts nothing: it has compared nothing with expect or node:assert');
  });

  it('ends with 2 when every scenario was skipped, with 0 where that is allowed', async () => {
    writeFileSync(path.join(folder, 'skipped.feature'), 'Feature: Small\n\n  @pod\n  Scenario: One\n    Then it passes\n');
    const [strict, drafts] = await Promise.all([run(['test', 'skipped.feature']), run(['test', 'skipped.feature', '--allow-empty', '--reports', 'drafts-2'])]);
    rmSync(path.join(folder, 'skipped.feature'));
    expect([strict.code, drafts.code]).toEqual([2, 0]);
    expect(strict.stderr).toContain('every scenario was skipped, so nothing was asserted');
  });

  it('in two processes ends as in one', async () => {
    const [one, two] = await Promise.all([tested('failing', 'one'), tested('failing', 'two', '--parallel', '2')]);
    expect([one.code, two.code]).toEqual([1, 1]);
    expect(statuses('one')).toEqual({ One: 'PASSED', 'Two, with a comma': 'FAILED' });
    expect(statuses('two')).toEqual(statuses('one'));
  });

  it('fails when one of its processes dies, and names what did not end', async () => {
    const { code, stderr } = await tested('dying', 'died', '--parallel', '2');
    expect(code).toBe(1);
    expect(stderr).toContain(`NOT RUN dying.feature:6  Two  (Kubernetes ${NEWEST}): its process ended before it`);
    expect(statuses('died')['Two']).toBe('FAILED');
    expect(Object.keys(statuses('died')).sort()).toEqual(['One', 'Three', 'Two']);
    expect(junit('died')).toContain('The process that ran this scenario ended before it had finished.');
  });

  it('fails when a step ends its process, even with 0', async () => {
    const [one, two] = await Promise.all([tested('exiting', 'exited'), tested('exiting', 'exited-2', '--parallel', '2')]);
    expect([one.code, two.code]).toEqual([1, 1]);
    expect(one.stderr).toContain('the run ended before its reports were written');
  });

  it('fails when it is ended after its last scenario and before its reports, even with 0', async () => {
    const [one, two] = await Promise.all([tested('ended', 'ended'), tested('overruled', 'overruled')]);
    expect([one.code, two.code]).toEqual([1, 1]);
    expect(one.stderr).toContain('the run ended before its reports were written');
  });

  it('names a tag expression that is none, and how to write one', async () => {
    const { code, stderr } = await tested('passing', 'tags', '--tags', '@a) or (@b');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `Error: --tags "@a) or (@b": this is not a tag expression: Unmatched ). Join tags with and, or, not and parentheses, for example "@rbac and not @kubectl".\n`,
    });
  });

  for (const [how, args, signal, exitCode] of [
    ['in one process', [], 'SIGINT', 130],
    ['in two processes', ['--parallel', '2'], 'SIGTERM', 143],
  ] as const) {
    it(`that is interrupted by ${signal} ends with ${exitCode}, and its reports say what had not ended: ${how}`, async () => {
      const reports = `interrupted-${args.length}`;
      const { code, stderr } = await run(
        ['test', 'interrupted.feature', '--reports', reports, '--format', 'messages', '--format', 'html', '--format', 'junit', ...args],
        { SIGNAL: signal },
      );
      const text = stderr.replace(`(Kubernetes ${NEWEST})`, '(the newest)');
      expect({ code, text: /^\nInterrupted: [12] scenarios? did not end \(the newest\)\n$/.test(text) }).toEqual({ code: exitCode, text: true });
      expect(statuses(reports)['Two']).toBe('FAILED');
      expect(Object.keys(statuses(reports)).sort()).toEqual(['One', 'Three', 'Two']);
      expect(junit(reports)).toContain('Interrupted before it had finished.');
      expect(readFileSync(path.join(folder, reports, 'cucumber.html'), 'utf8')).toContain('Interrupted before it had finished.');
    });
  }

  it('that is interrupted has the versions that had not begun in its reports', async () => {
    const { code, stderr } = await tested('interrupted', 'versions', '--kubernetes-version', '1.36', '--kubernetes-version', '1.20');
    expect(code).toBe(130);
    expect(stderr).toContain('Interrupted: 2 scenarios did not end (Kubernetes 1.36)');
    expect(stderr).toContain('Interrupted: 3 scenarios did not end (Kubernetes 1.20)');
    expect(junit('versions')).toContain('tests="6"');
  });

  it('fails where a step skips its scenario and gives no reason', async () => {
    const { code, stdout } = await tested('skipping', 'skipping');
    expect([code, statuses('skipping')]).toEqual([1, { One: 'PASSED', Two: 'FAILED', Three: 'SKIPPED' }]);
    expect(stdout).toContain("It returned 'skipped' and gave no reason");
  });

  it('takes no folder of the user for a report', async () => {
    for (const [format, why] of [
      ['html:steps', 'steps is a folder, and this report is a file'],
      ['allure:steps', 'steps has own.ts, which is not of Allure'],
      ['junit:', 'no file is named after the colon'],
      ['html:passing.feature/x', 'no report can be written there: ENOTDIR'],
    ] as const) {
      const { code, stderr } = await run(['test', 'passing.feature', '--format', format]);
      expect({ code, says: stderr.includes(why) ? why : stderr }).toEqual({ code: 2, says: why });
    }
    expect(existsSync(path.join(folder, 'steps', 'own.ts'))).toBe(true);
  });

  it('writes its reports although its reader has read enough', async () => {
    const child = start(['test', 'passing.feature', '--reports', 'unread', '--format', 'junit', '--list']);
    child.stdout?.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(junit('unread')).toContain('tests="4"');
  });

  it('writes plain lines without a terminal', async () => {
    const { code, stdout } = await tested('passing', 'plain');
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(0, 4)).toEqual(['', `Kubernetes ${NEWEST}`, 'ok   passing.feature: 4 passed', '4 scenarios: 4 passed']);
    // eslint-disable-next-line no-control-regex -- what moves a cursor are control characters
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('annotates each failure at its line for GitHub Actions, and writes a summary', async () => {
    const summary = path.join(folder, 'summary.md');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: path.dirname(folder), GITHUB_STEP_SUMMARY: summary };
    const { code, stdout } = await run(['test', 'failing.feature', '--reports', 'github'], env);
    expect(code).toBe(1);
    const place = `file=${path.basename(folder)}/failing.feature,line=7,title=Two%2C with a comma (Kubernetes ${NEWEST})`;
    expect(stdout.split('\n').filter((line) => line.startsWith('::'))).toEqual([`::error ${place}::Then it fails%0AError: 50%25 of it,%0Aand more`]);
    expect(readFileSync(summary, 'utf8')).toBe(`### Kubernetes ${NEWEST}: 1 passed, 1 failed\n\n- \`failing.feature:7\` Two, with a comma\n\n`);
  });

  it('says no command to GitHub Actions but its own, and no Markdown', async () => {
    const summary = path.join(folder, 'hostile.md');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder, GITHUB_STEP_SUMMARY: summary };
    for (const args of [[], ['--parallel', '2']]) {
      rmSync(summary, { force: true });
      const { stdout, stderr } = await run(['test', 'hostile.feature', '--reports', 'hostile', ...args], env);
      const commands = `${stdout}\n${stderr}`.split('\n').filter((line) => /^\s*::|##\[/.test(line.replace(/^::error .*/, '')));
      expect(commands).toEqual([]);
      const [annotation = ''] = stdout.split('\n').filter((line) => line.startsWith('::error '));
      expect(annotation).toContain('Error: %250A::error::%0A::stop-commands::x%0A  ::warning::y%0Aand ## [error]z');
      expect(readFileSync(summary, 'utf8').split('\n')[2]).toBe(
        '- `hostile.feature:4` A &#60;b&#62;bold&#60;&#47;b&#62; &#124; &#91;name&#93;&#40;x&#41; &#38; &#96;more&#96;',
      );
    }
  });

  it('writes its reports where they were to go, also when a step goes to another folder', async () => {
    const args = ['--kubernetes-version', 'all', '--format', 'junit:moved.xml', '--format', 'targets', '--format', 'messages'];
    const { code, stderr } = await run(['test', 'moving.feature', '--reports', 'moved', ...args]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(['moved.xml', 'moved/targets.html', 'moved/messages.ndjson'].map((file) => existsSync(path.join(folder, file)))).toEqual([true, true, true]);
    expect(statuses('moved')).toEqual({ One: 'PASSED', Two: 'FAILED' });
  });

  it('runs nothing when it is to say only which steps are not defined', async () => {
    writeFileSync(path.join(folder, 'undefined.feature'), featureOf(['One', 'it fails', 'Two', 'it is not defined']));
    const { code, stdout } = await run(['test', 'undefined.feature', '--dry-run', '--reports', 'dry']);
    rmSync(path.join(folder, 'undefined.feature'));
    expect(code).toBe(1);
    expect(stdout).toContain('2 scenarios: 1 skipped, 1 undefined');
    expect((await tested('failing', 'dry', '--dry-run')).code).toBe(0);
  });

  it('ends at the first failure, runs only scenarios with a name, and runs again what failed, when it is to', async () => {
    const first = await tested('exiting', 'fast', '--fail-fast');
    expect([first.code, statuses('fast')]).toEqual([1, { One: 'FAILED', Two: 'SKIPPED', Three: 'SKIPPED' }]);
    const versions = await tested('exiting', 'fast', '--fail-fast', '--kubernetes-version', '1.20', '--kubernetes-version', '1.36');
    expect([versions.code, versions.stdout.includes('ok   exiting.feature: 3 skipped')]).toEqual([1, true]);
    const named = await tested('exiting', 'named', '--name', '^T.*ee$');
    expect([named.code, statuses('named')]).toEqual([0, { Three: 'PASSED' }]);
    const none = await tested('exiting', 'named', '--name', 'Four');
    expect([none.code, none.stderr]).toEqual([
      2,
      `Error: no scenario with a name like Four in exiting.feature for Kubernetes ${NEWEST}: nothing would be tested\n`,
    ]);
    const again = await tested('flaky', 'again', '--retry', '1');
    expect([again.code, statuses('again')]).toEqual([0, { One: 'PASSED' }]);
  });

  it('of which a shard died fails when the shards are merged', async () => {
    const shards = await Promise.all(['1/2', '2/2'].map((shard) => run(['test', 'dying.feature', '--shard', shard, '--reports', `shards/${shard[0]}`])));
    expect(shards.map(({ code, signal }) => [code, signal])).toEqual([
      [0, null],
      [null, 'SIGKILL'],
    ]);
    expect(shards[1]?.stderr).toContain('the run ended before its reports were written: SIGKILL ended its process.');
    const { code, stderr } = await run(['merge', 'shards', '--reports', 'merged', '--format', 'messages']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'shard 2/2 did not finish: 1 scenarios were not run\n  dying.feature:6  Two\n' });
    expect(statuses('merged')).toEqual({ One: 'PASSED', Two: 'FAILED', Three: 'PASSED' });
  });

  it('that watches runs again what changes, until Ctrl-C', async () => {
    const file = path.join(folder, 'watched.feature');
    writeFileSync(file, featureOf(['One', 'it passes']));
    const child = start(['test', 'watched.feature', '--watch', '--reports', 'watched']);
    const end = ended(child);
    const waits = async (code: number): Promise<void> => {
      let text = '';
      while (!/Ended with \w+; waiting for a change/.test(text)) text += String(((await once(child.stdout ?? child, 'data')) as [Buffer])[0]);
      expect(text).toContain(`Ended with ${code};`);
    };
    await waits(0);
    writeFileSync(file, featureOf(['One', 'it fails']));
    await waits(1);
    child.kill('SIGINT');
    const { code, stdout } = await end;
    expect(code).toBe(130);
    expect(stdout).toContain('1 scenarios: 1 passed');
    expect(stdout).toContain('1 scenarios: 1 failed');
  });
});

describe('a step that never gives way', { concurrency: 2 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-loops-'));
  before(() => {
    mkdirSync(path.join(folder, 'steps'));
    writeFileSync(path.join(folder, 'steps', 'own.ts'), STEPS);
    writeFileSync(path.join(folder, 'looping.feature'), featureOf(FEATURES.looping));
  });
  const children: ChildProcess[] = [];
  after(() => {
    // One that a test did not wait for would keep this process.
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  /** Ends with its test, whose time is generous: a busy machine starts processes slowly. */
  const until = async (signal: AbortSignal, is: () => boolean): Promise<void> => {
    while (!signal.aborted && !is()) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  /** Starts a run, and waits until its step loops. */
  async function looping(signal: AbortSignal, name: string, args: readonly string[]): Promise<{ readonly child: ChildProcess; readonly pid: number }> {
    const file = path.join(folder, name);
    const child = spawn(process.execPath, [PROGRAM, 'test', 'looping.feature', '--reports', `reports-${name}`, ...args], {
      cwd: folder,
      env: { ...process.env, GITHUB_ACTIONS: '', LOOPING: file },
      stdio: 'ignore',
    });
    children.push(child);
    await until(signal, () => existsSync(file) && readFileSync(file, 'utf8') !== '');
    return { child, pid: Number(readFileSync(file, 'utf8')) };
  }

  for (const [how, args] of [
    ['in one process', []],
    ['in two processes', ['--parallel', '2']],
  ] as const) {
    it(`is ended by Ctrl-C: ${how}`, { timeout: 300_000 }, async ({ signal }) => {
      const { child, pid } = await looping(signal, `interrupted-${args.length}`, args);
      child.kill('SIGINT');
      expect(await once(child, 'exit')).toEqual([130, null]);
      await until(signal, () => !isAlive(pid));
      if (args.length > 0)
        expect(readFileSync(path.join(folder, `reports-interrupted-${args.length}`, 'junit.xml'), 'utf8')).toContain('Interrupted before it had finished.');
    });

    it(`does not outlive the process that was started: ${how}`, { timeout: 300_000 }, async ({ signal }) => {
      const { child, pid } = await looping(signal, `orphan-${args.length}`, args);
      child.kill('SIGKILL');
      await until(signal, () => !isAlive(pid));
      expect(isAlive(pid)).toBe(false);
    });
  }
});
