/** A window of an installed Chromium with one page of a file, and what goes wrong in it: scripts that fail, and whatever it asks of the network. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'] as const;
const HEIGHT = 900;
const EVERY_MILLISECONDS = 50;
const AT_MOST_MILLISECONDS = 60_000;

/** True once the page has had the same size three times. */
const IS_AT_REST = `(() => {
  const size = document.body.innerHTML.length + ' ' + document.body.scrollHeight;
  window.quiet = size === window.lastSize ? window.quiet + 1 : 0;
  window.lastSize = size;
  return window.quiet >= 3;
})()`;

/** Returns the first of the programs that is on the path. Nothing is ever downloaded. */
export function installedChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return PROGRAMS.flatMap((program) => folders.map((folder) => path.join(folder, program))).find((file) => existsSync(file));
}

export const startBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--disable-gpu'], timeout: AT_MOST_MILLISECONDS });

/** A page of a file needs nothing but itself. */
const isForeign = (url: string): boolean => !/^(file|data|blob|about):/.test(url);

export class Window {
  readonly problems: string[] = [];

  private constructor(readonly page: Page) {
    page.setDefaultTimeout(AT_MOST_MILLISECONDS);
    page.on('pageerror', (error) => this.problems.push(`a script failed: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`the console says: ${message.text().slice(0, 400)}`);
    });
    page.on('request', (request) => {
      if (isForeign(request.url())) this.problems.push(`it asks ${request.url()}`);
    });
  }

  static async open(browser: Browser, file: string, query: string | undefined, width: number, hash = ''): Promise<Window> {
    const window = new Window(await browser.newPage({ viewport: { width, height: HEIGHT }, reducedMotion: 'reduce' }));
    await window.page.goto(`${pathToFileURL(file).href}${query === undefined ? '' : `?${query}`}${hash}`);
    return window;
  }

  evaluate<T>(expression: string): Promise<T> {
    return this.page.evaluate<T>(expression);
  }

  /** Waits until the selector finds something and the page has stopped growing; a report renders itself after it is loaded. */
  async shows(selector: string): Promise<void> {
    await this.page.waitForSelector(selector, { state: 'attached' });
    await this.page.waitForFunction(IS_AT_REST, undefined, { polling: EVERY_MILLISECONDS });
  }

  press(key: 'Tab' | 'Enter'): Promise<void> {
    return this.page.keyboard.press(key);
  }

  picture(): Promise<Buffer> {
    return this.page.screenshot();
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
