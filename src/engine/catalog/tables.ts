/** The columns of every resource's table: catalog/<version>/tables.json, made by scripts/catalog/tables.mjs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly format: string;
  readonly description: string;
  readonly priority: number;
}
export interface TableColumns {
  readonly columns: readonly TableColumn[];
  /** How the rows of a table without rows are written. */
  readonly emptyRows: '[]' | 'null';
}

const read = new Map<string, Readonly<Record<string, TableColumns>>>();

/** Keyed by resource, for example roles.rbac.authorization.k8s.io; the core group has no suffix. */
export function tablesOf({ name }: { readonly name: string }): Readonly<Record<string, TableColumns>> {
  const known = read.get(name);
  if (known !== undefined) return known;
  const tables = JSON.parse(readFileSync(join(__dirname, name, 'tables.json'), 'utf8')) as Readonly<Record<string, TableColumns>>;
  read.set(name, tables);
  return tables;
}
