/** Runs a command again whenever a file changes that it may depend on. Each run is a process of its own, so that it sees changed steps. */
import { spawn, type ChildProcess } from 'node:child_process';
import { watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { exitCodeOf, INTERRUPTS } from './interrupt-signals';

/** Editors write a file in several steps. */
const QUIET_MILLISECONDS = 150;

/** What a run itself writes, and what is never edited. */
export function isIgnored(file: string, reports: string): boolean {
  const parts = file.split(path.sep);
  const inReports = !path.relative(reports, file).startsWith('..');
  return inReports || parts.some((part) => part === 'node_modules' || (part.startsWith('.') && part !== '.'));
}

export const matters = (file: string): boolean => /\.(feature|ya?ml|json|[cm]?[jt]s|csv|jsonl)$/.test(file);

/** Ends never by itself. */
export function watchAndRun(argv: readonly string[], reports: string): Promise<never> {
  let running: ChildProcess | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const run = (): void => {
    if (running !== undefined) {
      again = true;
      return;
    }
    running = spawn(process.execPath, [...process.execArgv, ...argv], { stdio: 'inherit' });
    running.on('close', (code) => {
      running = undefined;
      if (again) {
        again = false;
        run();
      } else process.stdout.write(`\nEnded with ${code ?? 'a signal'}; waiting for a change (Ctrl-C ends)\n`);
    });
  };
  const watcher: FSWatcher = watch('.', { recursive: true }, (_event, file) => {
    if (file === null || isIgnored(file, reports) || !matters(file)) return;
    clearTimeout(timer);
    timer = setTimeout(run, QUIET_MILLISECONDS);
  });
  const interrupted = (signal: NodeJS.Signals): void => {
    watcher.close();
    clearTimeout(timer);
    again = false;
    if (running === undefined) process.exit(exitCodeOf(signal));
    running.once('close', () => process.exit(exitCodeOf(signal)));
    running.kill(signal);
  };
  for (const signal of INTERRUPTS) process.once(signal, interrupted);
  run();
  return new Promise<never>(() => undefined);
}
