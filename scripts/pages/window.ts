/** A window of the browser with one page of a file, and what goes wrong in it: scripts that fail, and whatever it asks of the network. */
import { pathToFileURL } from 'node:url';
import type { Browser, Message } from './browser';

const HEIGHT = 900;
/** How often, and how long, it is asked whether something is there. */
const EVERY_MILLISECONDS = 50;
const AT_MOST_MILLISECONDS = 20_000;

const KEYS = { Tab: { code: 'Tab', windowsVirtualKeyCode: 9 }, Enter: { code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' } } as const;

interface Evaluated<T> {
  readonly result: { readonly value: T };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

/** A page of a file needs nothing but itself. */
const isForeign = (url: unknown): boolean => !/^(file|data|blob|about):/.test(String(url));

function problemOf({ method, params = {} }: Message): string | undefined {
  const details = JSON.stringify(params).slice(0, 400);
  if (method === 'Runtime.exceptionThrown') return `a script failed: ${details}`;
  if (method === 'Runtime.consoleAPICalled' && params['type'] === 'error') return `the console says: ${details}`;
  if (method === 'Log.entryAdded' && (params['entry'] as { readonly level: string }).level === 'error') return `the browser says: ${details}`;
  if (method === 'Network.requestWillBeSent') {
    const { url } = params['request'] as { readonly url: string };
    if (isForeign(url)) return `it asks ${url}`;
  }
  return undefined;
}

export class Window {
  readonly problems: string[] = [];

  private constructor(
    readonly browser: Browser,
    readonly targetId: string,
    readonly sessionId: string,
  ) {
    browser.on((message) => {
      const problem = message.sessionId === sessionId ? problemOf(message) : undefined;
      if (problem !== undefined) this.problems.push(problem);
    });
  }

  static async open(browser: Browser, file: string, width: number): Promise<Window> {
    const { targetId } = await browser.send<{ readonly targetId: string }>('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.send<{ readonly sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    const window = new Window(browser, targetId, sessionId);
    for (const domain of ['Runtime', 'Page', 'Log', 'Network']) await window.send(`${domain}.enable`);
    await window.send('Emulation.setDeviceMetricsOverride', { width, height: HEIGHT, deviceScaleFactor: 1, mobile: false });
    await window.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });
    await window.send('Page.navigate', { url: pathToFileURL(file).href });
    return window;
  }

  send<T>(method: string, params: object = {}): Promise<T> {
    return this.browser.send<T>(method, params, this.sessionId);
  }

  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send<Evaluated<T>>('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails !== undefined) throw new Error(`${exceptionDetails.exception?.description ?? exceptionDetails.text} in ${expression.slice(0, 200)}`);
    return result.value;
  }

  /** Until the selector finds something, and the page has stopped growing; a report renders itself after it is loaded. */
  async shows(selector: string): Promise<void> {
    const before = Date.now();
    let size = '';
    for (let quiet = 0; quiet < 3;) {
      if (Date.now() - before > AT_MOST_MILLISECONDS) throw new Error(`after ${AT_MOST_MILLISECONDS / 1000} seconds ${selector} is still missing`);
      const found = await this.evaluate<string>(
        `document.querySelector(${JSON.stringify(selector)}) === null ? '' : document.body.innerHTML.length + ' ' + document.body.scrollHeight`,
      );
      quiet = found !== '' && found === size ? quiet + 1 : 0;
      size = found;
      await this.evaluate(`new Promise((done) => setTimeout(done, ${EVERY_MILLISECONDS}))`);
    }
  }

  async press(key: keyof typeof KEYS): Promise<void> {
    const event = { key, ...KEYS[key] };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  async picture(): Promise<Buffer> {
    const { data } = await this.send<{ readonly data: string }>('Page.captureScreenshot');
    return Buffer.from(data, 'base64');
  }

  async close(): Promise<void> {
    await this.browser.send('Target.closeTarget', { targetId: this.targetId });
  }
}
