/** The events that the API server of a scenario writes into the file of its audit log, of the requests of the scenario. */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiResponse } from '../../src/index';

type Fields = Readonly<Record<string, unknown>>;
export type AuditEvent = Fields;

/** A real server may write an event a moment after its answer. */
const TRIES = 40;
const PAUSE_MILLISECONDS = 50;
/** So many times no event is seen before it is said that there is none. */
const TRIES_WITHOUT_EVENTS = 8;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** The fields of an event that are looked at, as audit.k8s.io/v1 has them, and those of what they hold; null where it holds anything. */
const FIELDS: ReadonlyMap<string, readonly string[] | null> = new Map(
  Object.entries({
    ...{ level: [], auditID: [], stage: [], requestURI: [], verb: [], sourceIPs: [], userAgent: [], requestReceivedTimestamp: [], stageTimestamp: [] },
    user: ['username', 'uid', 'groups', 'extra'],
    impersonatedUser: ['username', 'uid', 'groups', 'extra'],
    authenticationMetadata: ['impersonationConstraint'],
    objectRef: ['resource', 'namespace', 'name', 'uid', 'apiGroup', 'apiVersion', 'resourceVersion', 'subresource'],
    responseStatus: ['metadata', 'status', 'message', 'reason', 'details', 'code'],
    ...{ requestObject: null, responseObject: null, annotations: null },
  }),
);

function isField(column: string): boolean {
  const [name = '', inner] = column.split('.');
  const fields = FIELDS.get(name);
  return fields !== undefined && (inner === undefined || fields === null || fields.includes(inner));
}

/** What a path of names means, some of which have dots themselves: `annotations.authorization.k8s.io/reason`. */
function valueAt(value: unknown, names: string): unknown {
  if (!isFields(value)) return undefined;
  if (Object.hasOwn(value, names)) return new Map(Object.entries(value)).get(names);
  for (const [name, inner] of Object.entries(value)) if (names.startsWith(`${name}.`)) return valueAt(inner, names.slice(name.length + 1));
  return undefined;
}

/** Texts as they are, everything else as JSON; nothing where the event lacks it. */
function shown(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function auditIdOf({ headers }: ApiResponse): string | undefined {
  const value = Object.entries(headers).find(([name]) => name.toLowerCase() === 'audit-id')?.[1];
  return typeof value === 'string' ? value : value?.[0];
}

/** The events in a file, in their order; old versions make the file with the first event. */
export function eventsIn(file: string): readonly AuditEvent[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  return lines.map((line) => JSON.parse(line) as AuditEvent);
}

export class AuditLog {
  readonly #ids = new Set<string>();
  #requests = 0;

  /** `file` is '' where the API server has none. */
  constructor(private readonly file: () => string) {}

  /** Notes the request of an answer, which names it unless it is audited by no version. */
  note(response: ApiResponse): void {
    this.#requests += 1;
    const id = auditIdOf(response);
    if (id !== undefined) this.#ids.add(id);
  }

  /** The columns of all events, once they are as expected, or else as they are in the end. */
  async rows(columns: readonly string[], expected: readonly (readonly string[])[]): Promise<readonly (readonly string[])[]> {
    const unknown = columns.find((column) => !isField(column));
    if (unknown !== undefined) throw new Error(`Events of an audit log have no field ${unknown}.`);
    if (this.#requests === 0) throw new Error('No request comes before this step, so that the audit log has nothing to say. Send one first.');
    const wanted = JSON.stringify(expected);
    for (let left = expected.length === 0 ? TRIES_WITHOUT_EVENTS : TRIES; ; left -= 1) {
      const events = this.#events();
      const rows = events.map((event) => columns.map((column) => shown(valueAt(event, column))));
      if (left === 0 || (JSON.stringify(rows) === wanted && expected.length > 0)) {
        return rows;
      }
      await sleep(PAUSE_MILLISECONDS);
    }
  }

  #events(): readonly Fields[] {
    const file = this.file();
    if (file === '') throw new Error('The API server writes no audit log: give it the flags audit-policy-file, and audit-log-path with $DIR/audit.log.');
    return eventsIn(file).filter(({ auditID }) => typeof auditID === 'string' && this.#ids.has(auditID));
  }
}
