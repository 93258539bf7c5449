/** Keeps the results of a run beside the page, and writes the page, and the same as JSON, of all results that are kept. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Run } from '../merged-run';
import { keepResults, keptResults } from './target-results';
import { pageOf } from './targets-page';
import { tableOf } from './targets-table';

export function writeTargets(page: string, runs: readonly Run[]): void {
  const folder = path.join(path.dirname(page), 'results');
  keepResults(folder, runs);
  const table = tableOf(keptResults(folder));
  writeFileSync(page, pageOf(table));
  writeFileSync(page.replace(/(\.html)?$/, '.json'), `${JSON.stringify(table, null, 1)}\n`);
}
