/**
 * npm run pages [-- FILE ...]: opens the reports and the site in headless Chromium at 400 and 1400 pixels. Ends with 0 only if no script of them fails,
 * they ask nothing of the network, nothing is wider than the window, and the keyboard reaches everything; of the site, axe-core has to find nothing, too, and
 * its playground has to answer as the commands do, the site what a learner asks, and be small. Leaves a picture of each view in reports/pages.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { commandLine, UsageError } from '../command-line';
import { inaccessible } from './accessible';
import { unreachable } from './keyboard';
import { FIRST_PAGE, unansweredQuestions } from './learner';
import { PLAYGROUND, playgroundProblems } from './playground';
import { sizeProblems } from './sizes';
import { PAGES, type Page, type View } from './views';
import { tooWide } from './width';
import { installedChromium, startBrowser, Window } from './window';

const USAGE = `npm run pages -- [FILE ...]\n  FILE  ${[...new Set(PAGES.map(({ file }) => file))].join(', ')} (all)`;
const WIDTHS = [400, 1400] as const;
const PICTURES = path.join('reports', 'pages');

async function opened(window: Window, { press = [], shows }: View): Promise<void> {
  for (const pressed of press) {
    await window.shows(pressed);
    await window.evaluate(`document.querySelector(${JSON.stringify(pressed)}).click()`);
  }
  await window.shows(shows);
}

async function check(
  browser: Browser,
  { file, query, views, isAccessible = false, isWalkedElsewhere = false }: Page,
  width: number,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const window = await Window.open(browser, file, query, width);
  for (const view of views) {
    const named = (problem: string): string => `${file}, ${view.name}, at ${width} pixels: ${problem}`;
    try {
      await opened(window, view);
    } catch (error) {
      window.problems.push(error instanceof Error ? error.message : String(error));
    }
    writeFileSync(
      path.join(PICTURES, `${path.basename(path.dirname(file))}-${path.basename(file, '.html')}-${view.name}-${width}.png`),
      await window.picture(),
    );
    const found = [...(await tooWide(window)), ...(isWalkedElsewhere ? [] : await unreachable(window)), ...(isAccessible ? await inaccessible(window) : [])];
    problems.push(...[...found, ...window.problems.splice(0)].map(named));
  }
  await window.close();
  return problems;
}

async function main(): Promise<void> {
  const pages = commandLine(USAGE, { allowPositionals: true }, ({ positionals: named }) => {
    const strange = named.find((name) => !PAGES.some(({ file }) => path.resolve(name) === path.resolve(file)));
    if (strange !== undefined) throw new UsageError(`${strange}: no such page`);
    return named.length > 0 ? PAGES.filter(({ file }) => named.some((name) => path.resolve(name) === path.resolve(file))) : PAGES;
  });
  const missing = pages.filter(({ file }) => !existsSync(file));
  if (missing.length > 0) throw new Error(`no page ${missing.map(({ file }) => file).join(', ')}: npm test, npm run report and cukernetes docs make them`);
  const program = installedChromium();
  if (program === undefined)
    throw new Error('Left out: the pages were not opened, because Chromium is missing. Install it, for example with `apt-get install chromium`.');
  mkdirSync(PICTURES, { recursive: true });
  const browser = await startBrowser(program);
  const problems: string[] = [];
  try {
    for (const page of pages) for (const width of WIDTHS) problems.push(...(await check(browser, page, width)));
    if (pages.some(({ file }) => file === PLAYGROUND)) problems.push(...(await playgroundProblems(browser)));
    if (pages.some(({ file }) => file === FIRST_PAGE)) problems.push(...(await unansweredQuestions(browser)), ...sizeProblems(path.dirname(FIRST_PAGE)));
  } finally {
    await browser.close();
  }
  for (const problem of problems) console.error(problem);
  const views = pages.flatMap((page) => page.views).length;
  console.log(`${views} views of ${pages.length} pages at ${WIDTHS.join(' and ')} pixels, ${problems.length} problems; pictures are in ${PICTURES}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
