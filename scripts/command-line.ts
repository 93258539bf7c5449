/**
 * The words of a command of package.json. What is wrong with them is shown together with the usage, and ends the process with 2; a stack is
 * for faults of the program.
 */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { VERSIONS } from '../src/engine/versions';
import { EXIT } from '../src/runner/exit-codes';

/** What is wrong with the words. */
export class UsageError extends Error {}

type Parsed<Config extends ParseArgsConfig> = ReturnType<typeof parseArgs<Config>>;

const isComplaint = (error: unknown): error is Error => error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');

export function parsedWords<Config extends ParseArgsConfig>(config: Config, words: readonly string[]): Parsed<Config> {
  try {
    return parseArgs<Config>({ ...config, args: [...words] });
  } catch (error) {
    if (!isComplaint(error)) throw error;
    // The second sentence says how a positional argument begins with a dash; no command has one.
    throw new UsageError(error.message.split('. ')[0]);
  }
}

export function numberOf(option: string, text: string): number {
  if (!/^\d{1,15}(?:\.\d{1,15})?$/.test(text)) throw new UsageError(`--${option} ${text}: not a number`);
  return Number(text);
}

export function wholeNumberOf(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`--${option} ${text}: not a whole number`);
  return Number(text);
}

export function versionNamed(text: string): string {
  const version = VERSIONS.find((known) => known === text);
  if (version === undefined) throw new UsageError(`--kubernetes-version ${text}: not one of ${VERSIONS.join(', ')}`);
  return version;
}

const asksForHelp = (words: readonly string[]): boolean => words.some((word) => word === '--help' || word === '-h');

/** Reads the words of this process; prints the usage for `--help`. */
export function commandLine<Config extends ParseArgsConfig, Settings>(usage: string, config: Config, read: (words: Parsed<Config>) => Settings): Settings {
  const words = process.argv.slice(2);
  if (asksForHelp(words)) {
    console.log(usage);
    process.exit(EXIT.passed);
  }
  try {
    return read(parsedWords(config, words));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${usage}`);
    process.exit(EXIT.usage);
  }
}

/** For a command that takes no words. */
export function withoutWords(usage: string): void {
  commandLine(usage, {}, () => undefined);
}
