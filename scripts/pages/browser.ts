/** A headless Chromium, spoken to through its DevTools protocol: https://chromedevtools.github.io/devtools-protocol/ */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WebSocket } from 'undici';

export interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'] as const;

/** The first of the programs that is on the path. */
export function chromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return PROGRAMS.flatMap((program) => folders.map((folder) => path.join(folder, program))).find((file) => existsSync(file));
}

/** The address is the first thing that it writes. */
function address(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    program.on('error', reject);
    program.on('exit', (code) => reject(new Error(`Chromium ended with ${code ?? 'a signal'}: ${text.slice(-500)}`)));
    program.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [, url] = /DevTools listening on (\S+)/.exec(text) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
}

export class Browser {
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #listeners: ((message: Message) => void)[] = [];
  #count = 0;

  private constructor(
    readonly socket: WebSocket,
    readonly child: ChildProcess,
    readonly profile: string,
  ) {
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data)) as Message));
  }

  static async start(program: string): Promise<Browser> {
    const profile = mkdtempSync(path.join(tmpdir(), 'cukernetes-chromium-'));
    const child = spawn(program, ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`, '--remote-debugging-port=0'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const socket = new WebSocket(await address(child));
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    return new Browser(socket, child, profile);
  }

  send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    this.#count += 1;
    const id = this.#count;
    this.socket.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => (error === undefined ? resolve(result as T) : reject(new Error(`${method}: ${error.message}`))));
    });
  }

  on(listener: (message: Message) => void): void {
    this.#listeners.push(listener);
  }

  async end(): Promise<void> {
    const ended = once(this.child, 'exit');
    await this.send('Browser.close');
    await ended;
    // Processes of its own may still write there.
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  #receive(message: Message): void {
    this.#listeners.forEach((listener) => listener(message));
    if (message.id === undefined) return;
    this.#waiting.get(message.id)?.(message);
    this.#waiting.delete(message.id);
  }
}
