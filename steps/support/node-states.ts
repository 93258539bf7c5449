/** What kubelets have made of objects, as far as it shows in the API: rows of tables as kubectl prints them, and events. */
import type { DataTable } from '@cucumber/cucumber';
import type { Nodes, Target } from '../../src/index';
import { maskedLike } from './masks';
import type { ObjectReference } from './object-reference';
import { pathOf } from './paths';
import { rowsOf } from './tables';

const AS_TABLE = { Accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' } as const;
const ADMINISTRATOR = { kind: 'administrator' } as const;

interface Table {
  readonly columnDefinitions: readonly { readonly name: string }[];
  readonly rows: readonly { readonly cells: readonly (string | number | boolean | null)[] }[];
}
interface Event {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly involvedObject: { readonly fieldPath?: string };
}

/** The nodes of the target. Throws where a scenario was not tagged so that it gets them. */
export function nodesOf({ nodes }: Target): Nodes {
  if (nodes === undefined) throw new Error('The target runs no kubelet for this scenario: tag the scenario @nodes.');
  return nodes;
}

/** Since when something restarts is another moment in each run. */
const cellOf = (cell: string | number | boolean | null | undefined): string => String(cell ?? '').replace(/ \([^()]* ago\)$/, '');

/** The columns of an object as kubectl prints them, or what the server says instead. */
export async function columnsOf(target: Target, reference: ObjectReference, columns: readonly string[]): Promise<string> {
  const { status, body } = await target.send({ as: ADMINISTRATOR, method: 'GET', path: await pathOf(target, reference), headers: AS_TABLE });
  if (status !== 200) return `${status} ${(JSON.parse(String(body)) as { readonly message?: string }).message ?? ''}`;
  const { columnDefinitions, rows } = JSON.parse(String(body)) as Table;
  return columns
    .map((column) => {
      const at = columnDefinitions.findIndex(({ name }) => name.toUpperCase() === column);
      if (at < 0) throw new Error(`kubectl prints no column ${column}, but ${columnDefinitions.map(({ name }) => name.toUpperCase()).join(', ')}`);
      return `${column}: ${cellOf(rows[0]?.cells[at])}`;
    })
    .join('\n');
}

/** A table of one row, as text. */
export function expectedColumns(table: DataTable): { readonly columns: readonly string[]; readonly text: string } {
  const [columns = []] = table.raw();
  const { length } = rowsOf(table, columns);
  const [, row = []] = table.raw();
  if (length > 1) throw new Error('The table has one row below its header, that of the object.');
  return { columns, text: columns.map((column, at) => `${column}: ${row[at] ?? ''}`).join('\n') };
}

const EVENT_COLUMNS = ['type', 'reason', 'field', 'message'] as const;
const lineOf = (type: string, reason: string, field: string, message: string): string => `${type} | ${reason} | ${field} | ${message}`;

/** All events about an object, each once, sorted. */
export async function eventsOf(target: Target, { namespace, name }: ObjectReference): Promise<string> {
  const selector = encodeURIComponent(`involvedObject.name=${name}`);
  const path = `/api/v1/namespaces/${namespace === '' ? 'default' : namespace}/events?fieldSelector=${selector}`;
  const { status, body } = await target.send({ as: ADMINISTRATOR, method: 'GET', path });
  if (status !== 200) throw new Error(`GET ${path} was answered ${status}: ${String(body)}`);
  const { items } = JSON.parse(String(body)) as { readonly items: readonly Event[] };
  const lines = items.map(({ type, reason, message, involvedObject: { fieldPath = '' } }) => lineOf(type, reason, fieldPath, message.trimEnd()));
  return [...new Set(lines)].sort().join('\n');
}

export const expectedEvents = (table: DataTable): string =>
  rowsOf(table, EVENT_COLUMNS)
    .map(({ type, reason, field, message }) => lineOf(type, reason, field, message))
    .sort()
    .join('\n');

/** What is read once it is as expected, or when so many seconds have passed. */
export async function within(nodes: Nodes, seconds: number, expected: string, read: () => Promise<string>): Promise<string> {
  let actual = '';
  await nodes.until(seconds, async () => {
    actual = maskedLike(expected, await read());
    return actual === expected;
  });
  return actual;
}
