/**
 * Runs the commands of simulated containers: `sh -c` with a script, and programs by their names. Time is the kubelet's, files are the
 * container's, and nothing runs on this machine.
 */
import { FileFault } from './container-files';
import { Killed, type Process } from './process';
import { programCalled } from './programs';
import { scriptOf, SyntaxFault, type Redirection, type Script, type Statement, type Word } from './script';

/** SIGKILL ended it: 128 and the number of the signal. */
const KILLED = 137;
const NOT_FOUND = 127;

/** The exit code of a command as a container or an exec runs it. */
export async function run(command: readonly string[], process: Process): Promise<number> {
  try {
    return await new Shell(process).program(command);
  } catch (error) {
    if (error instanceof Killed) return KILLED;
    if (error instanceof Exit) return error.code;
    throw error;
  }
}

/** Whether there is a program of this name; a container runtime refuses to start another. */
export const isProgram = (name: string): boolean => nameOf(name) === 'sh' || programCalled(nameOf(name)) !== undefined;

const nameOf = (place: string): string => place.replace(/^(?:\/usr)?\/bin\//, '');

/** `exit` ends a script wherever it is. */
class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

const isOnlyOf = (script: Script, names: readonly string[]): boolean =>
  script.every(({ statement }) => statement.kind === 'command' && names.includes(String(statement.words[0]?.parts[0])));

class Shell {
  readonly #process: Process;
  #last = 0;

  constructor(process: Process) {
    this.#process = process;
  }

  async program([name = '', ...args]: readonly string[]): Promise<number> {
    if (nameOf(name) === 'sh') return this.#script(args);
    const program = programCalled(nameOf(name));
    if (program !== undefined) return program(args, this.#process);
    this.#process.write('stderr', `sh: ${name}: not found\n`);
    return NOT_FOUND;
  }

  async #script([option, text = '']: readonly string[]): Promise<number> {
    if (option !== '-c') throw new Error(`only sh -c is simulated, not sh ${option ?? ''}`);
    try {
      return await this.#run(scriptOf(text));
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      this.#process.write('stderr', `sh: syntax error: ${error.message}\n`);
      return 2;
    }
  }

  async #run(script: Script): Promise<number> {
    for (const { statement, after } of script) {
      if ((after === '&&' && this.#last !== 0) || (after === '||' && this.#last === 0)) continue;
      this.#last = await this.#statement(statement);
      await this.#answerTerm();
    }
    return this.#last;
  }

  /** What the trap says, once the command that ran is done. */
  async #answerTerm(): Promise<void> {
    const trap = this.#process.signals.taken();
    if (trap !== undefined) await this.#run(scriptOf(trap));
  }

  async #statement(statement: Statement): Promise<number> {
    if (statement.kind === 'command') return this.#command(statement.words, statement.redirections);
    if (statement.kind === 'if') return this.#run((await this.#run(statement.condition)) === 0 ? statement.then : statement.otherwise);
    // A loop that only sleeps waits for a signal, so no alarm is needed for each turn of it.
    while (isOnlyOf(statement.condition, ['true', ':']) && isOnlyOf(statement.body, ['sleep'])) {
      await this.#process.signals.termination();
      await this.#answerTerm();
    }
    while ((await this.#run(statement.condition)) === 0) await this.#run(statement.body);
    return 0;
  }

  #command(words: readonly Word[], redirections: readonly Redirection[]): number | Promise<number> {
    const [name = '', ...args] = words.flatMap((word) => {
      const text = this.#text(word);
      return text === '' && !word.isQuoted ? [] : [text];
    });
    if (name === 'exit') throw new Exit(args[0] === undefined ? this.#last : Number(args[0]));
    if (name === 'trap') return this.#trap(args);
    if (name === 'exec') return this.program(args);
    try {
      return new Shell(this.#redirected(redirections)).program([name, ...args]);
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      this.#process.write('stderr', `sh: ${error.message}\n`);
      return 1;
    }
  }

  #trap([command = '', ...signals]: readonly string[]): number {
    if (signals.some((signal) => signal === 'TERM' || signal === 'SIGTERM' || signal === '15')) this.#process.signals.trap(command);
    return 0;
  }

  #text({ parts }: Word): string {
    return parts.map((part) => (typeof part === 'string' ? part : this.#variable(part.variable))).join('');
  }

  #variable(name: string): string {
    if (name === '?') return String(this.#last);
    return name === '$' ? '1' : (this.#process.env.get(name) ?? '');
  }

  /** The process with its streams where the redirections lead them. */
  #redirected(redirections: readonly Redirection[]): Process {
    const process = this.#process;
    const sinks: Record<1 | 2, (text: string) => void> = {
      1: (text) => process.write('stdout', text),
      2: (text) => process.write('stderr', text),
    };
    for (const { from, to } of redirections) sinks[from] = typeof to === 'number' ? sinks[to] : this.#fileSink(this.#text(to.file), to.appends);
    return { ...process, write: (stream, text) => sinks[stream === 'stdout' ? 1 : 2](text) };
  }

  #fileSink(file: string, appends: boolean): (text: string) => void {
    const { files } = this.#process;
    if (file === '/dev/null') return () => undefined;
    try {
      files.write(file, '', appends);
    } catch (error) {
      throw error instanceof FileFault ? new FileFault(`can't create ${file}: ${error.message}`) : error;
    }
    return (text) => files.write(file, text, true);
  }
}
