/** The columns of every resource's table: catalog/<version>/tables.json, made by scripts/catalog/tables.mjs. */
import { memoized } from '../golang/memoized';
import { readCatalog } from './read-catalog';

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

type Tables = Readonly<Record<string, TableColumns>>;

const read = memoized((version: string) => readCatalog<Tables>(version, 'tables.json'));

/** Keyed by resource, for example roles.rbac.authorization.k8s.io; the core group has no suffix. */
export const tablesOf = ({ name }: { readonly name: string }): Tables => read(name);
