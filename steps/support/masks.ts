import { GO_PEEK_FAILED, GO_TIMED_OUT } from '../../src/report/go-http-client';

/**
 * Bodies are compared byte for byte, except for values that differ from run to run. An expected text stands for those with a
 * mask: <uid> <time> <resourceVersion> <rand> <age> <address> <sha256>. A mask stands only for what looks like such a value.
 */
const MASKS: ReadonlyMap<string, string> = new Map([
  ['<uid>', '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'],
  ['<time>', '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z'],
  ['<resourceVersion>', '[1-9]\\d*'],
  ['<rand>', '[a-z0-9]{5}'],
  ['<age>', '(?:\\d+[smhdy])+'],
  ['<address>', '[0-9.]+:\\d+'],
  ['<timed out>', GO_TIMED_OUT],
  ['<sha256>', '[0-9a-f]{64}'],
]);
const ANY_MASK = new RegExp([...MASKS.keys()].join('|'), 'g');

/** managedFields say when and by what program a field was last written; documents leave them out, and so do newer kubectls. */
const MANAGED_FIELDS_YAML = /^ *managedFields:\n(?: *- .*\n(?: {0,3}- .*\n| {4}.*\n)*)?/gm;
const MANAGED_FIELDS_JSON = /,\n( *)"managedFields": \[\n(?:\1 .*\n)*\1\]/g;

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function patternOf(line: string): RegExp {
  const literals = line.split(ANY_MASK).map(literally);
  const masks = [...line.matchAll(ANY_MASK)].map(([mask]) => MASKS.get(mask) ?? '');
  return new RegExp(`^${literals.map((literal, at) => literal + (masks[at] ?? '')).join('')}$`);
}

/**
 * The actual text as the expected one would write it: a line that an expected line with masks stands for is replaced by it.
 * What still differs then really differs, and a comparison of both texts shows it.
 */
export function maskedLike(expected: string, actual: string): string {
  const masked = expected.split('\n').filter((line) => line.search(ANY_MASK) >= 0);
  const patterns = masked.map((line) => [patternOf(line), line] as const);
  const wanted = expected.split('\n');
  const replace = (line: string, at: number): string => {
    const here = wanted[at];
    if (here !== undefined && masked.includes(here) && patternOf(here).test(line)) return here;
    return patterns.find(([pattern]) => pattern.test(line))?.[1] ?? line;
  };
  return actual.replace(MANAGED_FIELDS_YAML, '').replace(MANAGED_FIELDS_JSON, '').replace(GO_PEEK_FAILED, '').split('\n').map(replace).join('\n');
}
