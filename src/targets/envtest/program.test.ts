import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { Program } from './program';
import { until } from './until';

const inFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-program-'));
  await use(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
};
const lives = (pid: number): boolean => existsSync(`/proc/${pid}`);
const soon = (what: string, holds: () => boolean): Promise<void> =>
  until(
    () => Promise.resolve(holds() ? undefined : what),
    120_000,
    (missing) => new Error(`not in two minutes: ${missing}`),
  );

describe('a program of the control plane', () => {
  it('that dies is reported with the end of what it printed', () =>
    inFolder(async (folder) => {
      const program = Program.start('kube-apiserver', '/bin/sh', ['-c', 'seq 20; echo no such flag >&2; exit 3'], folder);
      await soon('its end', () => program.ended !== undefined);
      expect(program.failure('').message).toBe('kube-apiserver ended with exit code 3. The end of what it printed:\n14\n15\n16\n17\n18\n19\n20\nno such flag');
    }));

  it('that is missing is reported', () =>
    inFolder(async (folder) => {
      const program = Program.start('etcd', '/no/such/etcd', [], folder);
      await soon('its end', () => program.ended !== undefined);
      expect(program.failure('').message).toMatch(/^etcd ended with exit code 127\. The end of what it printed:\n.*\/no\/such\/etcd: not found$/);
    }));

  it('ends when it is stopped', () =>
    inFolder(async (folder) => {
      const program = Program.start('etcd', '/bin/sleep', ['600'], folder);
      expect(program.ended).toBeUndefined();
      await program.stop();
      expect(program.ended).toBe('by SIGKILL');
    }));

  it(
    'ends, and its folder goes, when the process that started it is killed',
    { skip: !existsSync('/proc/self') && 'it is looked for in /proc, which is missing' },
    () =>
      inFolder(async (folder) => {
        const script = `
        const { Program } = require(${JSON.stringify(path.join(__dirname, 'program'))});
        Program.start('etcd', '/bin/sh', ['-c', 'echo $$ >pid; exec sleep 600'], process.cwd());
        setInterval(() => require('node:fs').existsSync('pid') && process.stdout.write(require('node:fs').readFileSync('pid', 'utf8')), 20);`;
        const parent = spawn(process.execPath, ['-r', require.resolve('ts-node/register/transpile-only'), '-e', script], {
          cwd: folder,
          stdio: ['ignore', 'pipe', 'inherit'],
          env: { ...process.env, TS_NODE_PROJECT: path.join(__dirname, '..', '..', '..', 'tsconfig.json') },
        });
        const early = once(parent, 'exit').then(() => Promise.reject(new Error('the parent ended by itself')));
        const [printed] = (await Promise.race([once(parent.stdout, 'data'), early])) as [Buffer];
        const pid = Number(printed.toString().trim().split('\n')[0]);
        expect(lives(pid)).toBe(true);
        early.catch(() => undefined);
        parent.kill('SIGKILL');
        await soon('the end of the program', () => !lives(pid));
        await soon('the end of its folder', () => !existsSync(folder));
      }),
  );
});
