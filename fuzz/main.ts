/** npm run fuzz: sends what no client would send, and ends with 1 when the server does not bear it. */
import { bytes } from './bytes';
import { difference } from './difference';
import { readOptions, USAGE, UsageError, type FuzzOptions } from './options';
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
  const [kind, options] = readOptions(process.argv.slice(2));
  const fuzz = FUZZERS.get(kind);
  if (fuzz === undefined) throw new UsageError(`${kind === '' ? 'which fuzzer?' : `${kind}: no such fuzzer`}\n${USAGE}`);
  console.log(`${kind}, seed ${options.seed}`);
  return (await fuzz(options)) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof UsageError ? error.message : error);
    process.exit(2);
  },
);
