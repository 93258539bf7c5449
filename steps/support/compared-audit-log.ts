/**
 * The whole audit log of a scenario, for a comparison of two targets: a server that the scenario gives no audit log gets one, which has
 * every stage of every request with what was sent and answered.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeptAudit } from '../../src/replay/kept-exchange';
import type { ApiResponse } from '../../src/index';
import { auditIdOf, eventsIn, type AuditEvent } from './audit-log';

const POLICY = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: RequestResponse}]\n';
const POLICY_FILE = 'compared-audit-policy.yaml';
const LOG_FILE = 'compared-audit.log';

/** The flags for a server without an audit log of its own, with the file that they name. */
export const COMPARED_AUDIT_LOG = {
  file: [POLICY_FILE, POLICY],
  flags: { 'audit-policy-file': `$DIR/${POLICY_FILE}`, 'audit-log-path': `$DIR/${LOG_FILE}` },
} as const;

/** A real server may write an event a moment after its answer, the last of a watch when its connection ends. */
const TRIES = 20;
const PAUSE_MILLISECONDS = 100;

const isLast = ({ stage }: AuditEvent): boolean => stage === 'ResponseComplete' || stage === 'Panic';

export class ComparedAuditLog {
  readonly #ids: (string | undefined)[] = [];

  /** Notes the answer to a request whose events are compared. */
  note(response: ApiResponse): void {
    this.#ids.push(auditIdOf(response));
  }

  /** The events of each request, in the order of the requests. */
  async events(file: string): Promise<KeptAudit> {
    for (let left = TRIES; ; left -= 1) {
      const all = eventsIn(file);
      const events = this.#ids.map((id) => all.filter(({ auditID }) => auditID === id));
      if (left === 0 || events.every((some) => some.some(isLast))) return events as unknown as KeptAudit;
      await sleep(PAUSE_MILLISECONDS);
    }
  }
}
