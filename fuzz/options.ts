/** The words of `npm run fuzz`. */
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { type parsedWords, UsageError, versionNamed, wholeNumberOf } from '../scripts/command-line';
import { VERSIONS } from '../src/index';
import { PLANTS, type Plant } from './plant';

export const USAGE = `npm run fuzz -- structure|bytes|difference|survives [--seconds N] [--count N] [--seed N] [--case N]
  structure    mutated recordings in this machine's processes, or with --over https one at a time over HTTPS
  bytes        connections to \`cukernetes serve\` with garbled HTTP/1.1 and HTTP/2
  difference   mutated recordings to \`cukernetes serve\` and to a real kube-apiserver, which must decide alike
  survives     the inputs of testdata/fuzz/survives.json to \`cukernetes serve\`
  --seconds N             ends after so many seconds (60)
  --count N, --inputs N   ends after so many inputs
  --seed N                makes the same inputs as the run that printed this seed
  --case N                only this input, and what is answered
  --kubernetes-version V  only this version (all)
  --workers N             processes side by side (one a core)
  --over https            structure over HTTPS
  --record                survives: keeps what a real server answers to inputs that are new
  --plant FAULT           puts a fault into the server, which must be found: ${PLANTS.join(', ')}`;

export interface FuzzOptions {
  readonly seconds: number;
  readonly count: number;
  readonly seed: number;
  readonly case?: number;
  readonly versions: readonly string[];
  readonly workers: number;
  readonly https: boolean;
  readonly record: boolean;
  readonly plant?: Plant;
}

function plantOf(text: string | undefined): Plant | undefined {
  const plant = PLANTS.find((known) => known === text);
  if (text !== undefined && plant === undefined) throw new UsageError(`--plant ${text}: not one of ${PLANTS.join(', ')}`);
  return plant;
}

export const WORDS = {
  allowPositionals: true,
  options: {
    seconds: { type: 'string' },
    count: { type: 'string' },
    inputs: { type: 'string' },
    seed: { type: 'string' },
    case: { type: 'string' },
    'kubernetes-version': { type: 'string' },
    workers: { type: 'string', default: String(availableParallelism()) },
    over: { type: 'string' },
    plant: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
} as const;

/** The kind of fuzzer, and how it runs. */
export function readOptions({ values, positionals }: ReturnType<typeof parsedWords<typeof WORDS>>): readonly [string, FuzzOptions] {
  const { 'kubernetes-version': wanted, over } = values;
  const count = values.inputs ?? values.count;
  const version = wanted === undefined ? undefined : versionNamed(wanted);
  if (over !== undefined && over !== 'https') throw new UsageError(`--over ${over}: only https`);
  const plant = plantOf(values.plant);
  return [
    positionals.join(' '),
    {
      // A number of inputs is enough of a bound.
      seconds: values.seconds === undefined ? (count === undefined ? 60 : 86_400) : wholeNumberOf('seconds', values.seconds),
      count: count === undefined ? Number.MAX_SAFE_INTEGER : wholeNumberOf('count', count),
      seed: values.seed === undefined ? randomInt(2 ** 32) : wholeNumberOf('seed', values.seed) >>> 0,
      ...(values.case !== undefined && { case: wholeNumberOf('case', values.case) }),
      versions: version === undefined ? VERSIONS : [version],
      workers: Math.max(1, wholeNumberOf('workers', values.workers)),
      https: over === 'https',
      record: values.record,
      ...(plant !== undefined && { plant }),
    },
  ];
}
