import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { expect } from 'expect';
import { removeLeftFolders, temporaryFolder } from './temporary-folder';

const MAKE = `require('ts-node/register/transpile-only'); process.stdout.write(require(${JSON.stringify(path.join(__dirname, 'temporary-folder.ts'))}).temporaryFolder('left'));`;

it('removes what a killed process left, and nothing that a running one has', () => {
  const { stdout: left, status, signal } = spawnSync(process.execPath, ['-e', `${MAKE} process.kill(process.pid, 'SIGKILL');`], { encoding: 'utf8' });
  const own = temporaryFolder('own');
  const alike = left.replace(/-[\da-f]{8}-/, '-00000000-');
  mkdirSync(alike);
  writeFileSync(path.join(left, 'ca.crt'), '');
  try {
    expect([status, signal, existsSync(left)]).toEqual([null, 'SIGKILL', true]);
    removeLeftFolders();
    expect([left, own, alike].map((folder) => existsSync(folder))).toEqual([false, true, true]);
  } finally {
    for (const folder of [left, own, alike]) rmSync(folder, { recursive: true, force: true });
  }
});
