/** Runs a command again whenever a file changes that it may depend on. Each run is a process of its own, so that it sees changed steps. */
import { spawn } from 'node:child_process';
import { watch, type FSWatcher } from 'node:fs';
import path from 'node:path';

/** Editors write a file in several steps. */
const QUIET_MILLISECONDS = 150;

/** What a run itself writes, and what nobody edits. */
export function isIgnored(file: string, reports: string): boolean {
  const parts = file.split(path.sep);
  const inReports = !path.relative(reports, file).startsWith('..');
  return inReports || parts.some((part) => part === 'node_modules' || (part.startsWith('.') && part !== '.'));
}

export const matters = (file: string): boolean => /\.(feature|ya?ml|json|[cm]?[jt]s|csv|jsonl)$/.test(file);

/** Ends never by itself. */
export function watchAndRun(argv: readonly string[], reports: string): Promise<never> {
  let running = false;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const run = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    spawn(process.execPath, [...process.execArgv, ...argv], { stdio: 'inherit' }).on('close', (code) => {
      running = false;
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
  process.once('SIGINT', () => {
    watcher.close();
    process.exit(130);
  });
  run();
  return new Promise<never>(() => undefined);
}
