/** Rows as columns that stand below each other, as kubectl prints them: three spaces between, six wide at least, the last as it is. */
const SMALLEST = 6;
const PADDING = 3;

export function tableText(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? SMALLEST, [...cell].length + PADDING);
  const padded = (cell: string, at: number, last: number): string => (at === last ? cell : cell + ' '.repeat((widths[at] ?? 0) - [...cell].length));
  return rows.map((row) => `${row.map((cell, at) => padded(cell, at, row.length - 1)).join('')}\n`).join('');
}
