/** Where events go. After k8s.io/apiserver/pkg/audit/types.go. */
import type { AuditEvent } from '../event';

/** Known at once, or once a webhook has answered. */
export type Kept = boolean | Promise<boolean>;

export interface Sink {
  /** Returns whether they are kept. */
  write(events: readonly AuditEvent[]): Kept;
}

export interface Backend extends Sink {
  /** Writes what is still to be written; resolves when it is. */
  close(): Promise<void>;
}

/** Reports whether all of several are kept. */
export function allKept(kept: readonly Kept[]): Kept {
  return kept.some((each) => each instanceof Promise) ? Promise.all(kept).then((each) => each.every(Boolean)) : kept.every(Boolean);
}

/** Each of several gets every event. */
export function unionOf(backends: readonly Backend[]): Backend {
  return {
    write: (events) => allKept(backends.map((backend) => backend.write(events))),
    close: async () => {
      await Promise.all(backends.map((backend) => backend.close()));
    },
  };
}

/** Writes to the standard error output what could not be written, and why. */
export function reportLost(name: string, why: string, count: number): void {
  process.stderr.write(`Error in audit plugin '${name}' affecting ${count} audit events: ${why}\n`);
}
