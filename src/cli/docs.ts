/** `cukernetes docs`: a site of claims, scenarios and what runs made of them. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadClaims } from '../claims/load-claims';
import { UsageError } from '../runner/usage-error';
import { writeSite } from '../site/site';
import { siteModel, type SiteModel } from '../site/site-model';
import { keptSiteRuns, siteRunsFolder } from '../site/site-run';

export interface DocsOptions {
  readonly output: string;
  readonly claims?: string;
  readonly reports: string;
}

const CLAIMS = 'claims';

/** Makes the site. Throws a UsageError where nothing has run. */
export async function makeSite({ output, claims, reports }: DocsOptions): Promise<{ readonly model: SiteModel; readonly pages: number }> {
  const place = claims ?? (existsSync(CLAIMS) ? CLAIMS : undefined);
  const chapters = place === undefined ? [] : loadClaims(place);
  const folder = siteRunsFolder(reports);
  const runs = keptSiteRuns(folder);
  if (runs.length === 0)
    throw new UsageError(`${folder}: there are no results. Run \`cukernetes test --format docs\` first; \`--format html\` beside it keeps the usual report.`);
  const model = siteModel(chapters, runs);
  return { model, pages: await writeSite(model, output) };
}

/** Returns what is printed. */
export async function docs(options: DocsOptions): Promise<string> {
  const { pages } = await makeSite(options);
  return `The site has ${pages} pages: ${path.join(options.output, 'index.html')}\n`;
}
