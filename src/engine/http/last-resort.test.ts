import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';

/** Runs a program that survives errors, and gives what it wrote. */
function run(program: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const survive = `require(${JSON.stringify(path.join(__dirname, 'last-resort'))}).surviveErrors();`;
  const args = ['-r', 'ts-node/register/transpile-only', '-e', survive + program];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

for (const [what, fault, origin] of [
  ['an exception', "setTimeout(() => { throw new Error('broken'); });", 'uncaughtException'],
  ['a rejection', "Promise.reject(new Error('broken'));", 'unhandledRejection'],
] as const)
  test(`${what} that nothing catches is reported in one line, and the process goes on`, () => {
    const { status, stdout, stderr } = run(`${fault} setTimeout(() => process.stdout.write('alive'), 50);`);
    expect([status, stdout]).toEqual([0, 'alive']);
    expect(stderr).toMatch(new RegExp(`^still serving after ${origin}: err="Error: broken.*"\\n$`));
  });
