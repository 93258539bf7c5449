/**
 * The programs of bench:http. Where the system can (taskset), servers run on one processor and the client on another, so that a
 * server is given the same whatever it is and the client takes nothing from it; unpinned, the system shares the processors out.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Load, LoadResult, Measured } from './load-generator';

/** Processors by their number; absent where nothing is pinned. */
export interface Placement {
  readonly name: 'pinned' | 'unpinned';
  readonly server?: number;
  readonly client?: number;
}

export const UNPINNED: Placement = { name: 'unpinned' };

/** Returns undefined without taskset, or with one processor only. */
export function pinnedPlacement(): Placement | undefined {
  const pinnable = availableParallelism() >= 2 && spawnSync('taskset', ['-c', '1', 'true']).status === 0;
  return pinnable ? { name: 'pinned', server: 0, client: 1 } : undefined;
}

/** A command that runs on that processor. */
export const placed = (processor: number | undefined, command: readonly string[]): readonly string[] =>
  processor === undefined ? command : ['taskset', '-c', String(processor), ...command];

/** A program that runs another on that processor. */
export function pinnedProgram(file: string, processor: number | undefined, folder: string): string {
  if (processor === undefined) return file;
  const script = path.join(folder, `pinned-${path.basename(file)}`);
  writeFileSync(script, `#!/bin/sh\nexec ${placed(processor, [`'${file}'`]).join(' ')} "$@"\n`);
  chmodSync(script, 0o755);
  return script;
}

/** A script with a channel to this process, whose end it does not outlive. */
export function startScript(file: string, processor: number | undefined): ChildProcess {
  const [command = '', ...args] = placed(processor, [process.execPath, '-r', require.resolve('ts-node/register/transpile-only'), file]);
  return spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** What the script sends next. */
export const messageOf = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`A program of the benchmark ended (${code ?? 'by a signal'}).`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });

/** The processor time that the processes have had, in seconds: Linux counts it in hundredths. undefined: another system. */
export function processorSeconds(processes: readonly number[]): number | undefined {
  if (!existsSync('/proc/self/stat')) return undefined;
  const ticks = processes.flatMap((id) =>
    readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .slice(11, 13),
  );
  return ticks.reduce((sum, count) => sum + Number(count), 0) / 100;
}

export class LoadGenerator {
  readonly #child: ChildProcess;

  constructor({ client }: Placement) {
    this.#child = startScript(path.join(__dirname, 'load-generator.ts'), client);
  }

  /** Throws when an answer has another status than expected. */
  async measure(load: Load): Promise<Measured> {
    this.#child.send(load);
    const result = await messageOf<LoadResult>(this.#child);
    if ('error' in result) throw new Error(result.error);
    return result;
  }

  close(): void {
    this.#child.disconnect();
  }
}
