/**
 * npm run pages [-- FILE ...]: opens the pages of reports in headless Chromium at 400 and 1400 pixels. Ends with 0 only if no script of
 * them fails, none is wider than its window, and Tab reaches something on each. Leaves a picture of each in reports/pages.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Browser } from './browser';

const PAGES = ['reports/cucumber.html', 'reports/targets.html', 'reports/allure-report/index.html'];
const WIDTHS = [400, 1400] as const;
const HEIGHT = 900;
const PICTURES = path.join('reports', 'pages');
const TABS = 12;

interface Seen {
  readonly wide: number;
  readonly window: number;
  readonly widest: string;
  readonly text: number;
}

/** How wide the page is, what reaches furthest, and whether anything is there. */
const MEASURE = `(() => {
  const all = [...document.body.querySelectorAll('*')].map((e) => [e.getBoundingClientRect().right, e]).sort((a, b) => b[0] - a[0]);
  const widest = all[0] === undefined ? '' : all[0][1].outerHTML.slice(0, 160);
  return { wide: document.documentElement.scrollWidth, window: document.documentElement.clientWidth, widest, text: document.body.innerText.length };
})()`;
/** Opens what is folded, in each group the first few: a report has thousands. */
const UNFOLD = `[...document.querySelectorAll('[aria-expanded=false],details:not([open]) > summary')].slice(0, 12).forEach((e) => e.click())`;
const FOCUSED = `document.activeElement === document.body ? '' : document.activeElement.outerHTML.slice(0, 200)`;

async function evaluated<T>(browser: Browser, session: string, expression: string): Promise<T> {
  const { result } = (await browser.send('Runtime.evaluate', { expression, returnByValue: true }, session)) as { readonly result: { readonly value: T } };
  return result.value;
}

/** Until the page has text and has stopped growing; a report renders itself after it is loaded. */
async function settled(browser: Browser, session: string): Promise<void> {
  let before = -1;
  for (let quiet = 0; quiet < 3;) {
    await evaluated(browser, session, 'undefined');
    const { text } = await evaluated<Seen>(browser, session, MEASURE);
    quiet = text === before && text > 0 ? quiet + 1 : 0;
    before = text;
    // One frame of the browser's own time.
    await browser.send('Runtime.evaluate', { expression: 'new Promise((done) => setTimeout(done, 250))', awaitPromise: true }, session);
  }
}

async function tabbed(browser: Browser, session: string): Promise<ReadonlySet<string>> {
  const reached = new Set<string>();
  for (let count = 0; count < TABS; count += 1) {
    for (const type of ['keyDown', 'keyUp']) await browser.send('Input.dispatchKeyEvent', { type, key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }, session);
    reached.add(await evaluated<string>(browser, session, FOCUSED));
  }
  reached.delete('');
  return reached;
}

async function check(browser: Browser, page: string, width: number): Promise<readonly string[]> {
  const { targetId } = (await browser.send('Target.createTarget', { url: 'about:blank' })) as { readonly targetId: string };
  const { sessionId } = (await browser.send('Target.attachToTarget', { targetId, flatten: true })) as { readonly sessionId: string };
  const problems: string[] = [];
  browser.on(({ sessionId: from, method, params }) => {
    if (from !== sessionId) return;
    if (method === 'Runtime.exceptionThrown') problems.push(`a script failed: ${JSON.stringify(params).slice(0, 400)}`);
    if (method === 'Runtime.consoleAPICalled' && params?.['type'] === 'error')
      problems.push(`the console says: ${JSON.stringify(params['args']).slice(0, 400)}`);
  });
  await browser.send('Runtime.enable', {}, sessionId);
  await browser.send('Page.enable', {}, sessionId);
  await browser.send('Emulation.setDeviceMetricsOverride', { width, height: HEIGHT, deviceScaleFactor: 1, mobile: false }, sessionId);
  await browser.send('Page.navigate', { url: pathToFileURL(page).href }, sessionId);
  await settled(browser, sessionId);
  const seen = await evaluated<Seen>(browser, sessionId, MEASURE);
  if (seen.wide > seen.window) problems.push(`it is ${seen.wide} pixels wide, by ${seen.widest}`);
  const reached = await tabbed(browser, sessionId);
  await evaluated(browser, sessionId, UNFOLD);
  await settled(browser, sessionId);
  const unfolded = await evaluated<Seen>(browser, sessionId, MEASURE);
  if (unfolded.wide > unfolded.window) problems.push(`unfolded it is ${unfolded.wide} pixels wide, by ${unfolded.widest}`);
  const { data } = (await browser.send('Page.captureScreenshot', {}, sessionId)) as { readonly data: string };
  writeFileSync(path.join(PICTURES, `${page.replace(/^reports\//, '').replace(/[/.]/g, '-')}-${width}.png`), Buffer.from(data, 'base64'));
  if (reached.size < 2) problems.push(`Tab reaches ${reached.size} things`);
  await browser.send('Target.closeTarget', { targetId });
  return problems.map((problem) => `${page} at ${width} pixels: ${problem}`);
}

async function main(): Promise<void> {
  const named = process.argv.slice(2);
  const pages = named.length > 0 ? named : PAGES;
  const missing = pages.filter((page) => !existsSync(page));
  if (missing.length > 0) throw new Error(`no page ${missing.join(', ')}: npm test and npm run report make them`);
  mkdirSync(PICTURES, { recursive: true });
  const browser = await Browser.start();
  const problems: string[] = [];
  try {
    for (const page of pages) for (const width of WIDTHS) problems.push(...(await check(browser, page, width)));
  } finally {
    browser.end();
  }
  for (const problem of problems) console.error(problem);
  console.log(`${pages.length} pages, ${problems.length} problems; pictures are in ${PICTURES}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
