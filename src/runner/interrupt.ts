/**
 * Ctrl-C, or another signal that interrupts, during a run. The hooks of the steps close what was opened, in each process that runs scenarios. A process of Cucumber's own then
 * ends. The process that the user started has reports to write: its hooks only say that all is closed. It waits for the processes that
 * it started; a terminal interrupts them all, and an interrupt of only this one is meant for them too.
 */
import type { ChildProcess } from 'node:child_process';
import { channel, subscribe } from 'node:diagnostics_channel';
import { exitCodeOf, INTERRUPTS } from './interrupt-signals';
import { GRACE_MILLISECONDS } from './parent-watch';
import type { Listener } from './suite';

/** Where the hooks say that all is closed. Who subscribes ends the process. */
export const CLOSED = channel('cukernetes.closed-after-interrupt');

export interface Interrupt {
  happened(): boolean;
  /** That of the first signal. */
  readonly exitCode: number;
  /** When all that this process had opened is closed. */
  readonly closed: Promise<void>;
}

export function interruptOf(parallel: boolean): Interrupt {
  let first: NodeJS.Signals | undefined;
  const others: ChildProcess[] = [];
  // Node publishes each process that it starts; Cucumber keeps those of a parallel run to itself.
  if (parallel) subscribe('child_process', (message) => others.push((message as { readonly process: ChildProcess }).process));
  const closed = new Promise<void>((resolve) => {
    CLOSED.subscribe(() => resolve());
    const interrupted = (signal: NodeJS.Signals): void => {
      if (first !== undefined) return;
      first = signal;
      for (const other of others) if (other.connected) other.kill('SIGINT');
      // A step that never gives way keeps its process from hearing of it.
      setTimeout(() => others.forEach((other) => other.kill('SIGKILL')), GRACE_MILLISECONDS).unref();
      // No hooks listen where nothing is open.
      if (others.length === 0 && process.listenerCount(signal) === 1) resolve();
    };
    // They stay until the end: a second Ctrl-C would otherwise end the process while it writes its reports.
    for (const signal of INTERRUPTS) process.on(signal, interrupted);
  });
  return {
    happened: () => first !== undefined,
    get exitCode() {
      return exitCodeOf(first ?? 'SIGINT');
    },
    closed,
  };
}

/** What happens after the interruption is its consequence, and is not reported. */
export const until = ({ happened }: Interrupt, listener: Listener): Listener => ({
  begin: (version, scenarios) => listener.begin?.(version, scenarios),
  envelope: (version, envelope) => {
    if (!happened()) listener.envelope?.(version, envelope);
  },
  end: (version) => {
    if (!happened()) listener.end?.(version);
  },
});
