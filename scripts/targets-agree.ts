/**
 * targets-agree.ts TARGET ...: whether the scenarios of the runs so far, as reports/targets.json has them, came out alike on these targets
 * for each version. A target has to have run for the oldest and for the newest version; what ran for the others counts too. It fails
 * for a target that did not run, for a scenario that differs or did not run somewhere, and for one that
 * is left out on one target and not on another, unless the target itself says why.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VERSIONS } from '../src/index';
import type { Table } from '../src/runner/targets-table/targets-table';

const TABLE = path.join(__dirname, '..', 'reports', 'targets.json');

const { columns, rows } = JSON.parse(readFileSync(TABLE, 'utf8')) as Table;
const isRequired = (version: string): boolean => version === VERSIONS[0] || version === VERSIONS[VERSIONS.length - 1];

function problemsOn(targets: readonly string[]): readonly string[] {
  const problems: string[] = [];
  for (const version of VERSIONS)
    for (const target of targets) {
      const at = columns.findIndex((column) => column.target === target && column.kubernetesVersion === version);
      if (at < 0) {
        if (isRequired(version)) problems.push(`${target} ${version}: it did not run`);
        continue;
      }
      const cells = rows.map((row) => ({ row, cell: row.cells[at] ?? { outcome: 'not run' } }));
      const count = (outcome: string): number => cells.filter(({ cell }) => cell.outcome === outcome).length;
      process.stdout.write(
        `${target.padEnd(8)} ${version}: ${count('passed')} passed, ${count('not applicable')} not applicable, ${count('differs')} differ\n`,
      );
      for (const { row, cell } of cells)
        if (cell.outcome === 'differs' || cell.outcome === 'not run' || (cell.outcome === 'not applicable' && cell.why === undefined))
          problems.push(`${target} ${version}: ${row.uri}:${row.line} ${row.name}: ${cell.outcome}${cell.why === undefined ? '' : `: ${cell.why}`}`);
    }
  return problems;
}

const problems = problemsOn(process.argv.slice(2));
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length === 0 && rows.length > 0 ? 0 : 1;
