/** npm run fuzz: sends what no client would send, and ends with 1 when the server does not bear it. */
import { commandLine, UsageError } from '../scripts/command-line';
import { bytes } from './bytes';
import { difference } from './difference';
import { readOptions, USAGE, WORDS, type FuzzOptions } from './options';
import { structure } from './structure';
import { survives } from './survives';

/** Each reports whether nothing was found. */
const FUZZERS: ReadonlyMap<string, (options: FuzzOptions) => Promise<boolean>> = new Map([
  ['bytes', bytes],
  ['difference', difference],
  ['structure', structure],
  ['survives', survives],
]);

async function main(): Promise<number> {
  const [kind, options, fuzz] = commandLine(USAGE, WORDS, (words) => {
    const [named, settings] = readOptions(words);
    const chosen = FUZZERS.get(named);
    if (chosen === undefined) throw new UsageError(named === '' ? 'which fuzzer?' : `${named}: no such fuzzer`);
    return [named, settings, chosen] as const;
  });
  console.log(`${kind}, seed ${options.seed}`);
  return (await fuzz(options)) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(2);
  },
);
