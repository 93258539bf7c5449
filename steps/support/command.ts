/** Runs a command as a shell would, in the folder of the manifests, with a kubeconfig of its own. */
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../src/temporary-folder';
import { maskedLike } from './masks';

export interface CommandResult {
  readonly command: string;
  /** What it printed, errors after output. */
  readonly output: string;
  readonly exitCode: number;
}

/** A private folder that holds the kubeconfig and kubectl's caches; `remove` deletes it. */
export function privateFolder(kubeconfig: string): { readonly folder: string; remove(): void } {
  const folder = temporaryFolder('kubectl');
  writeFileSync(path.join(folder, 'kubeconfig'), kubeconfig, { mode: 0o600 });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const TIMEOUT_SECONDS = 60;

/** Rejects when the command could not be started, or was ended by a signal or the time limit. */
export function run(command: string, folder: string, cwd: string): Promise<CommandResult> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, KUBECONFIG: path.join(folder, 'kubeconfig') };
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', command], { cwd, env, timeout: TIMEOUT_SECONDS * 1000 }, (error, stdout, stderr) => {
      const output = stdout + stderr;
      if (error === null) resolve({ command, output, exitCode: 0 });
      else if (typeof error.code === 'number') resolve({ command, output, exitCode: error.code });
      else
        reject(new Error(`${command}\n${error.killed === true ? `did not end within ${TIMEOUT_SECONDS} seconds` : error.message}. It had printed:\n${output}`));
    });
  });
}

/** Whether kubectl is on the PATH. */
export function hasKubectl(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('sh', ['-c', 'command -v kubectl'], (error) => resolve(error === null));
  });
}

/** How the command ended and what it printed, with the masks of the expected text where they stand for what was printed. */
export const outcomeOf = ({ output, exitCode }: CommandResult, expected: string): Omit<CommandResult, 'command'> => ({
  exitCode,
  output: maskedLike(expected, output.replace(/\n$/, '')),
});
