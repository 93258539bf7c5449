/** What `cukernetes test --site` does: makes the site, and says where it shows what ran. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Run } from '../runner/merged-run';
import { folderOf } from '../site/pages/features';
import type { SiteModel } from '../site/site-model';
import { makeSite, type DocsOptions } from './docs';

/** The page of one feature, or the list of the features of a folder, or of all. */
export function pageOfRun({ features }: Pick<SiteModel, 'features'>, runs: readonly Run[]): string {
  const uris = new Set(runs.flatMap(({ envelopes }) => envelopes.flatMap(({ pickle }) => pickle?.uri ?? [])));
  const ran = features.filter(({ uri }) => uris.has(uri));
  const [only] = ran;
  if (only !== undefined && ran.length === 1) return only.page;
  const [folder, ...others] = new Set(ran.map(folderOf));
  return folder === undefined || others.length > 0 ? 'features.html' : `features.html#${folder || 'features'}`;
}

/** Returns what is printed at the end. */
export async function siteOfRun(options: DocsOptions, runs: readonly Run[]): Promise<string> {
  const { model } = await makeSite(options);
  return `The site, with what ran: ${pathToFileURL(path.resolve(options.output)).href}/${pageOfRun(model, runs)}\n`;
}
