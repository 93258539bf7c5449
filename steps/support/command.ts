/** Runs a command as a shell would, in the folder of the manifests, with a kubeconfig of its own. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface CommandResult {
  readonly command: string;
  /** What it printed, errors after output. */
  readonly output: string;
}

/** A private folder that holds the kubeconfig and kubectl's caches; `remove` deletes it. */
export function privateFolder(kubeconfig: string): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-kubectl-'));
  writeFileSync(path.join(folder, 'kubeconfig'), kubeconfig, { mode: 0o600 });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function run(command: string, folder: string, cwd: string): Promise<CommandResult> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, KUBECONFIG: path.join(folder, 'kubeconfig') };
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], { cwd, env, timeout: 60_000 }, (_error, stdout, stderr) => resolve({ command, output: stdout + stderr }));
  });
}

/** Whether kubectl is on the PATH. */
export function hasKubectl(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('sh', ['-c', 'command -v kubectl'], (error) => resolve(error === null));
  });
}
