/**
 * Data tables with their shape checked. Cucumber reads the first row as a header whatever it holds, so a table without its header would
 * lose a row and assert less than it says.
 */
import type { DataTable } from '@cucumber/cucumber';

const quoted = (words: readonly string[]): string => words.map((word) => JSON.stringify(word)).join(', ');

/** The rows below a header that has exactly these columns, in any order. Throws when a column is missing, unknown or there twice, or when rows are missing. */
export function rowsOf<Column extends string>(table: DataTable, columns: readonly Column[]): readonly Readonly<Record<Column, string>>[] {
  const [header = [], ...rows] = table.raw();
  const remedy = `The first row is the header: | ${columns.join(' | ')} |`;
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new Error(`The table has no column ${quoted(missing)}; its first row is ${quoted(header)}. ${remedy}`);
  const unknown = header.filter((word, at) => !columns.some((column) => column === word) || header.indexOf(word) !== at);
  if (unknown.length > 0) throw new Error(`The table has columns that this step does not read, or reads once only: ${quoted(unknown)}. ${remedy}`);
  if (rows.length === 0) throw new Error(`The table has a header and no row, so it asserts nothing. Add a row below ${quoted(header)}.`);
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[header.indexOf(column)] ?? ''])) as Record<Column, string>);
}

/** A table of two columns without a header, as pairs. Throws when a row has another width, or when a key is empty or there twice. */
export function pairsOf(table: DataTable, what: string): Readonly<Record<string, string>> {
  const rows = table.raw();
  const wide = rows.find(({ length }) => length !== 2);
  if (wide !== undefined) throw new Error(`A row of this table is a ${what} and its value; this row has ${wide.length} cells: ${quoted(wide)}.`);
  const keys = rows.map(([key = '']) => key);
  const twice = keys.find((key, at) => key === '' || keys.indexOf(key) !== at);
  if (twice !== undefined) throw new Error(`The ${what} ${JSON.stringify(twice)} is ${twice === '' ? 'empty' : 'there twice'}: only one row can count.`);
  return table.rowsHash();
}
