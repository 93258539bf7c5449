/**
 * What a printer makes of one object: a cell for every column that its kind has in any version. The columns of the version
 * choose among them; Name, Age and Created At are the same for all kinds.
 */
import type { JsonObject, KubeObject } from '../../api/objects';
import type { Version } from '../../versions';

export type Cell = string | number | boolean | null;
export type Cells = Readonly<Record<string, Cell>>;

export interface PrintedRow {
  readonly cells: Cells;
  /** Why the object is done; only pods have them. */
  readonly conditions?: readonly JsonObject[];
  /** Cells that no column announces: upstream writes them all the same. */
  readonly surplus?: readonly Cell[];
}

export type Printer = (object: KubeObject, version: Version) => Cells;
export type RowPrinter = (object: KubeObject, version: Version) => PrintedRow;
