/**
 * A program of the control plane that runs beside this process and never outlives it. A shell in front of it waits for the end
 * of its standard input, which only this process holds open: however this process ends, even killed, the shell kills the program
 * and removes its folder. What the program prints goes to a file, whose end explains why it died.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** `$$` is the program once the shell has become it. A background job of a shell has no standard input unless it is given one. */
const GUARD = 'folder=$1; shift; exec 3<&0; (cat <&3 >/dev/null; kill -KILL $$ 2>/dev/null && rm -rf "$folder") & exec "$@" 3<&- </dev/null';

const LINES_SHOWN = 8;

export class Program {
  readonly #child: ChildProcess;
  #ended: string | undefined;
  readonly #end: Promise<void>;

  private constructor(
    readonly name: string,
    readonly log: string,
    child: ChildProcess,
  ) {
    this.#child = child;
    this.#end = new Promise((resolve) => {
      const ended = (how: string): void => {
        this.#ended ??= how;
        child.stdin?.destroy();
        resolve();
      };
      child.on('exit', (code, signal) => ended(signal === null ? `with exit code ${code ?? ''}` : `by ${signal}`));
      child.on('error', (error) => ended(`before it began: ${error.message}`));
    });
  }

  /** `folder` is removed when this process is gone. `environment` is added to that of this process. */
  static start(name: string, file: string, args: readonly string[], folder: string, environment: Readonly<Record<string, string>> = {}): Program {
    const log = `${folder}/${name}.log`;
    const output = openSync(log, 'a');
    // A group of its own: Ctrl-C in a terminal reaches this process first, which ends the program when scenarios are done with it.
    const child = spawn('sh', ['-c', GUARD, 'sh', folder, file, ...args], {
      stdio: ['pipe', output, output],
      detached: true,
      env: { ...environment, ...process.env },
    });
    closeSync(output);
    child.stdin?.on('error', () => undefined);
    return new Program(name, log, child);
  }

  /** Its number in the system, which is also that of the shell before it. */
  get id(): number | undefined {
    return this.#child.pid;
  }

  /** How it ended; undefined while it runs. */
  get ended(): string | undefined {
    return this.#ended;
  }

  /** Everything that it has printed. */
  printed(): string {
    return readFileSync(this.log, 'utf8');
  }

  /** An Error that says what happened, with the end of what the program printed. */
  failure(what: string): Error {
    const lines = this.printed().trimEnd().split('\n').slice(-LINES_SHOWN);
    return new Error(`${this.name} ${this.#ended === undefined ? what : `ended ${this.#ended}`}. The end of what it printed:\n${lines.join('\n')}`);
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#end;
  }
}
