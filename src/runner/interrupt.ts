/**
 * Ctrl-C while other processes run the scenarios. A terminal tells them all; whoever interrupts only this process means them too.
 * Each of them closes what it opened, and this one waits for them. Without other processes the hooks of the steps do it all.
 */
import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';

export function forwardInterrupt(toOthers: boolean): { happened(): boolean } {
  let happened = false;
  if (!toOthers) return { happened: () => happened };
  const others: ChildProcess[] = [];
  // Node tells of each process that it starts; Cucumber keeps those of a parallel run to itself.
  subscribe('child_process', (message) => others.push((message as { readonly process: ChildProcess }).process));
  process.once('SIGINT', () => {
    happened = true;
    for (const other of others) if (other.connected) other.kill('SIGINT');
  });
  return { happened: () => happened };
}
