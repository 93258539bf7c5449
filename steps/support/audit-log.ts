/** The events that the API server of a scenario writes into the file of its audit log, of the requests of the scenario. */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiResponse } from '../../src/index';

type Fields = Readonly<Record<string, unknown>>;

/** A real server may write an event a moment after its answer. */
const TRIES = 40;
const PAUSE_MILLISECONDS = 50;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

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

function auditIdOf({ headers }: ApiResponse): string | undefined {
  const value = Object.entries(headers).find(([name]) => name.toLowerCase() === 'audit-id')?.[1];
  return typeof value === 'string' ? value : value?.[0];
}

export class AuditLog {
  readonly #ids = new Set<string>();

  /** `file` is '' where the API server has none. */
  constructor(private readonly file: () => string) {}

  /** Notes the request of an answer, which names it unless it is audited by no version. */
  note(response: ApiResponse): void {
    const id = auditIdOf(response);
    if (id !== undefined) this.#ids.add(id);
  }

  /** The columns of all events, once they are as expected, or else as they are in the end. */
  async rows(columns: readonly string[], expected: readonly (readonly string[])[]): Promise<readonly (readonly string[])[]> {
    const wanted = JSON.stringify(expected);
    for (let left = TRIES; ; left -= 1) {
      const rows = this.#events().map((event) => columns.map((column) => shown(valueAt(event, column))));
      if (left === 0 || JSON.stringify(rows) === wanted) return rows;
      await sleep(PAUSE_MILLISECONDS);
    }
  }

  #events(): readonly Fields[] {
    const file = this.file();
    if (file === '') throw new Error('The API server writes no audit log: give it the flags audit-policy-file, and audit-log-path with $DIR/audit.log.');
    // Old versions make the file with the first event.
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
    return lines.map((line) => JSON.parse(line) as Fields).filter(({ auditID }) => typeof auditID === 'string' && this.#ids.has(auditID));
  }
}
