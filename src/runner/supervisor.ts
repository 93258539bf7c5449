/**
 * Runs a command that runs scenarios in a process of its own, and stays beside it. A step that never gives way, `while (true)`, keeps its
 * process from hearing of Ctrl-C, and a step or a library can end its process with any code: this one hears of both.
 */
import { spawn } from 'node:child_process';
import { removeLeftFolders } from '../temporary-folder';
import { EXIT } from './exit-codes';
import { EARLY } from './exit-guard';
import { exitCodeOf, INTERRUPTS } from './interrupt-signals';
import { endWithParent, GRACE_MILLISECONDS } from './parent-watch';

/** Holds the process id of the supervisor, which is the parent of the process that it supervises, and of no other. */
const SUPERVISOR_VARIABLE = 'CUKERNETES_SUPERVISOR';
const KILLED = `Interrupted: a step did not give way within ${GRACE_MILLISECONDS / 1000} seconds, so its process was killed, and there are no reports.\n`;

const endedBy = (signal: string): string =>
  `Error: the run ended before its reports were written: ${signal} ended its process. A step, a library or another program sent it, or memory ran out.\n`;

interface Outcome {
  readonly exitCode: number;
}

const isOutcome = (message: unknown): message is Outcome => typeof message === 'object' && message !== null && 'exitCode' in message;

/** Resolves with the exit code. Ends by the signal that ended the other process. */
function supervise(): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [SUPERVISOR_VARIABLE]: String(process.pid) },
  });
  let outcome: Outcome | undefined;
  let killed = false;
  let passedOn: NodeJS.Signals | undefined;
  const passOn = (signal: NodeJS.Signals): void => {
    passedOn ??= signal;
    child.kill(signal);
    setTimeout(() => {
      killed = true;
      child.kill('SIGKILL');
    }, GRACE_MILLISECONDS + 1_000).unref();
  };
  for (const signal of INTERRUPTS) process.on(signal, passOn);
  child.on('message', (message) => {
    if (isOutcome(message)) outcome = message;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const interrupt of INTERRUPTS) process.off(interrupt, passOn);
      if (killed) {
        process.stderr.write(KILLED);
        resolve(exitCodeOf(passedOn ?? 'SIGINT'));
      } else if (signal !== null) {
        if (passedOn === undefined) process.stderr.write(endedBy(signal));
        process.kill(process.pid, signal);
      } else if (outcome !== undefined) resolve(outcome.exitCode);
      else {
        if (code === 0) process.stderr.write(EARLY);
        resolve(code === 0 ? EXIT.failed : (code ?? EXIT.failed));
      }
    });
  });
}

const sent = (outcome: Outcome): Promise<void> =>
  new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(outcome, () => resolve());
  });

/** The exit code of the command, which runs in a process beside this one. */
export async function supervised(command: () => Promise<number>): Promise<number> {
  if (process.env[SUPERVISOR_VARIABLE] !== String(process.ppid) || process.send === undefined) {
    removeLeftFolders();
    return supervise();
  }
  endWithParent();
  const exitCode = await command();
  await sent({ exitCode });
  process.disconnect();
  return exitCode;
}
