/** Keeps the results of a run beside the page, and writes the page, and the same as JSON, of all results that are kept. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Run } from '../merged-run';
import type { SitePlaces } from '../site-places';
import { keepResults, keptResults } from './target-results';
import { pageOf } from './targets-page';
import { tableOf, type Row } from './targets-table';

/** Where results are kept from run to run, in the folder of the reports. */
export const resultsFolder = (reports: string): string => path.join(reports, 'results');

export function writeTargets(page: string, runs: readonly Run[], places: SitePlaces): void {
  const folder = resultsFolder(path.dirname(page));
  const addressOf = ({ uri, line }: Pick<Row, 'uri' | 'line'>): string | undefined => places.scenario(uri, line, path.dirname(page));
  keepResults(folder, runs);
  const table = tableOf(keptResults(folder));
  writeFileSync(page, pageOf(table, addressOf));
  writeFileSync(page.replace(/(\.html)?$/, '.json'), `${JSON.stringify(table, null, 1)}\n`);
}
