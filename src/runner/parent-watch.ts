/**
 * Ends a process whose parent is gone: nothing else would end one whose step loops for ever. A thread watches, because the loop of events
 * does not turn meanwhile. First the process is interrupted, so that it closes what it has opened; then it is killed.
 */
import { Worker } from 'node:worker_threads';

const LOOK_MILLISECONDS = 250;
/** The time in which an interrupted process has to close what it has opened. */
export const GRACE_MILLISECONDS = 5_000;

const WATCH = `
const { workerData: { parent, every, grace } } = require('node:worker_threads');
const timer = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(timer);
  process.kill(process.pid, 'SIGINT');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), grace);
}, every);
`;

/** Watches the process that started this one. The thread does not keep this process from ending. */
export function endWithParent(): void {
  new Worker(WATCH, { eval: true, workerData: { parent: process.ppid, every: LOOK_MILLISECONDS, grace: GRACE_MILLISECONDS } }).unref();
}
