/** Writes the site: static pages that open from a file and ask no other host. */
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { inEnglish } from '../claims/claim';
import { makeFolders } from '../engine/golang/files';
import { makeOutputFolder } from '../runner/output-places';
import { PLACES_FILE, type PlacesFile } from '../runner/site-places';
import { UsageError } from '../runner/usage-error';
import { htmlOf } from './components/page';
import { ChangesPage } from './pages/changes';
import { ChapterPage } from './pages/chapter';
import { FeaturePage, FeaturesPage } from './pages/features';
import { IndexPage } from './pages/index';
import { PlaygroundPage } from './pages/playground';
import { ScenarioPage } from './pages/scenario';
import { SearchPage } from './pages/search';
import { SubjectPage, SubjectsPage } from './pages/subjects';
import { playgroundScript } from './playground/bundle';
import { searchEntries } from './search-entries';
import type { SiteModel } from './site-model';
import { subjectsOf, type Subject } from './subjects';

/** What cukernetes writes into a folder that it may empty the next time. */
const MARK = '.cukernetes-site';
/** Beside this file; they are copied into dist as they are. */
const ASSETS = path.join(__dirname, 'assets');

interface Page {
  readonly page: string;
  readonly title: string;
  readonly content: JSX.Element;
}

const placesOfClaims = ({ chapters }: SiteModel): ReadonlyMap<string, string> =>
  new Map(chapters.flatMap(({ chapter, page }) => chapter.claims.map(({ id }) => [id, `${page}#${id}`] as const)));

/** For reports, which link to the site. */
const placesOf = (model: SiteModel): PlacesFile => ({
  claims: Object.fromEntries(placesOfClaims(model)),
  texts: Object.fromEntries(model.chapters.flatMap(({ chapter }) => chapter.claims.map(({ id, text }) => [id, inEnglish(text)] as const))),
  chapters: Object.fromEntries(model.chapters.map(({ chapter, page }) => [page, `Chapter ${chapter.chapter}: ${inEnglish(chapter.title)}`])),
  scenarios: Object.fromEntries(model.features.flatMap(({ scenarios }) => scenarios.map(({ uri, line, page }) => [`${uri}:${line}`, page]))),
});

function pagesOf(model: SiteModel, subjects: readonly Subject[]): readonly Page[] {
  const placeOfClaim = placesOfClaims(model);
  return [
    { page: 'index.html', title: 'Claims', content: IndexPage(model) },
    { page: 'changes.html', title: 'What changed', content: ChangesPage(model) },
    { page: 'subjects.html', title: 'By subject', content: SubjectsPage({ subjects }) },
    { page: 'features.html', title: 'Scenarios', content: FeaturesPage(model) },
    { page: 'playground.html', title: 'Playground', content: PlaygroundPage() },
    { page: 'search.html', title: 'Search', content: SearchPage() },
    ...model.chapters.map((chapter) => ({ page: chapter.page, title: chapter.chapter.chapter, content: ChapterPage({ chapter, model }) })),
    ...model.features.map((feature) => ({ page: feature.page, title: feature.name, content: FeaturePage(feature) })),
    ...model.features.flatMap(({ scenarios }) =>
      scenarios.map((scenario) => ({ page: scenario.page, title: scenario.name, content: ScenarioPage({ scenario, placeOfClaim }) })),
    ),
    ...subjects.map((subject) => ({ page: subject.page, title: subject.name, content: SubjectPage(subject) })),
  ];
}

/** Throws a UsageError where the site would take the place of what is not one, or nothing can be written. */
export function checkSiteFolder(output: string): void {
  makeOutputFolder(output, 'The folder of the site, ');
  if (readdirSync(output).length > 0 && !existsSync(path.join(output, MARK)))
    throw new UsageError(`--output ${output}: the folder has files that are not of a site. Name an empty or a new one, so that nothing is lost.`);
}

/** The site takes the place of an earlier one. Returns how many pages it has. */
export async function writeSite(model: SiteModel, output: string): Promise<number> {
  const playground = await playgroundScript();
  checkSiteFolder(output);
  rmSync(output, { recursive: true, force: true });
  const write = (place: string, text: string): void => {
    const file = path.join(output, place);
    makeFolders(path.dirname(file));
    writeFileSync(file, text);
  };
  const subjects = subjectsOf(model);
  const pages = pagesOf(model, subjects);
  for (const { page, title, content } of pages) write(page, htmlOf({ page, title, children: content }));
  write('assets/search-entries.js', `window.cukernetesSearch=${JSON.stringify(searchEntries(model, subjects))};\n`);
  write('assets/playground.js', playground);
  for (const asset of ['site.css', 'site.js', 'playground-page.js']) write(`assets/${asset}`, readFileSync(path.join(ASSETS, asset), 'utf8'));
  copyFileSync(path.join(path.dirname(require.resolve('minisearch')), '..', 'umd', 'index.js'), path.join(output, 'assets', 'minisearch.js'));
  write(PLACES_FILE, JSON.stringify(placesOf(model)));
  write(MARK, '');
  return pages.length;
}
