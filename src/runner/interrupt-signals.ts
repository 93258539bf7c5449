/**
 * The signals that interrupt a run: Ctrl-C, `kill` or a build server that cancels a job, and a terminal that closes. Each has the same effect, and
 * its own exit code, as shells have it.
 */
import { constants } from 'node:os';

export const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies readonly NodeJS.Signals[];

const SHELL_OFFSET = 128;

export const exitCodeOf = (signal: NodeJS.Signals): number => SHELL_OFFSET + constants.signals[signal];

/** Reports whether the exit code is that of an interrupted run. */
export const isInterrupted = (exitCode: number): boolean => INTERRUPTS.some((signal) => exitCodeOf(signal) === exitCode);
