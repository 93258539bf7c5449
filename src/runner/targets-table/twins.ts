/**
 * A scenario and the one that says what was so before are one row: what `@until-1.22` says and what `@since-1.23` says, beside each other under the
 * same rule, is one claim that changed in 1.23.
 */
import type { Row } from './targets-table';

export interface RowWithTwin extends Row {
  /** What was so before the version in which the row begins. */
  readonly earlier?: Pick<Row, 'uri' | 'line' | 'name'>;
}

const isBeside = (a: Row, b: Row): boolean => a.uri === b.uri && a.rule === b.rule;

/** Where the twin of the row at a place is: the next one whose versions begin where those of the row end, with nothing between that holds in all versions. */
function twinOf(rows: readonly Row[], at: number, taken: ReadonlySet<number>): number | undefined {
  const row = rows[at];
  const { since, until } = row?.versions ?? {};
  if (row === undefined || (until === undefined && since === undefined)) return undefined;
  for (const step of [1, -1])
    for (let other = at + step; ; other += step) {
      const twin = rows[other];
      if (twin === undefined || !isBeside(row, twin) || (twin.versions.since === undefined && twin.versions.until === undefined)) break;
      if (until !== undefined && twin.versions.since === until + 1 && !taken.has(other)) return other;
    }
  return undefined;
}

/** The newer of two twins stands for both, with the results of each where it applies. */
export function withTwins(rows: readonly Row[]): readonly RowWithTwin[] {
  const earlierOf = new Map<number, number>();
  rows.forEach((_, at) => {
    const newer = twinOf(rows, at, new Set(earlierOf.keys()));
    if (newer !== undefined) earlierOf.set(newer, at);
  });
  const olders = new Set(earlierOf.values());
  return rows.flatMap((row, at) => {
    const older = rows[earlierOf.get(at) ?? -1];
    // Of three, the one in the middle has a row of its own.
    if (older === undefined) return olders.has(at) ? [] : [row];
    const cells = row.cells.map((cell, column) => (cell.outcome === 'not applicable' ? (older.cells[column] ?? cell) : cell));
    return [{ ...row, cells, earlier: { uri: older.uri, line: older.line, name: older.name } }];
  });
}
