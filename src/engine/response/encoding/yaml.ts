/**
 * YAML as sigs.k8s.io/yaml writes it: keys sorted, sequences not indented below their key, and the choice between plain,
 * quoted and block text of go-yaml 2 (a port of libyaml's emitter).
 */
import { compareBytes } from '../../golang/bytes';
import { encodeScalar } from './yaml-scalar';

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const entriesOf = (map: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] =>
  Object.entries(map)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => compareKeys(a, b));

const isDigit = (character: string): boolean => character >= '0' && character <= '9';
const isLetter = (character: string): boolean => /\p{L}/u.test(character);

/** go-yaml's keyList: letters after other characters, runs of digits by their number. */
function compareKeys(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    const [x = '', y = ''] = [left[at], right[at]];
    if (x === y) continue;
    if (isLetter(x) && isLetter(y)) return compareBytes(x, y);
    if (isLetter(x) || isLetter(y)) return isLetter(x) ? 1 : -1;
    return compareDigitRuns(left, right, at);
  }
  return left.length - right.length;
}

function compareDigitRuns(left: readonly string[], right: readonly string[], at: number): number {
  const run = (text: readonly string[]): string => /^\d*/.exec(text.slice(at).join(''))?.[0] ?? '';
  const [x, y] = [run(left), run(right)];
  if (x !== '' && y !== '' && BigInt(x) !== BigInt(y)) return BigInt(x) < BigInt(y) ? -1 : 1;
  if (x !== '' && y !== '' && x.length !== y.length) return x.length - y.length;
  const [first = '', second = ''] = [left[at], right[at]];
  return isDigit(first) === isDigit(second) ? compareBytes(first, second) : isDigit(first) ? -1 : 1;
}

/** The lines of a value; the first continues the line of its key or dash. */
function linesOf(value: unknown, indent: number, column: number): readonly string[] {
  if (Array.isArray(value)) {
    return value.length === 0 ? ['[]'] : value.flatMap((item: unknown) => under('-', item, indent));
  }
  if (isMap(value)) {
    const entries = entriesOf(value);
    return entries.length === 0 ? ['{}'] : entries.flatMap(([key, field]) => keyed(key, field, indent));
  }
  return encodeScalar(value, indent, column);
}

const pad = (indent: number): string => ' '.repeat(indent);
const isBlock = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : isMap(value) && entriesOf(value).length > 0);

function keyed(key: string, value: unknown, indent: number): readonly string[] {
  const head = `${encodeScalar(key, indent, indent, true)[0] ?? ''}:`;
  if (isBlock(value)) return [`${pad(indent)}${head}`, ...linesOf(value, Array.isArray(value) ? indent : indent + 2, 0)];
  const [first = '', ...rest] = linesOf(value, indent + 2, indent + head.length);
  return [`${pad(indent)}${head} ${first}`, ...rest];
}

function under(dash: string, value: unknown, indent: number): readonly string[] {
  const [first = '', ...rest] = linesOf(value, indent + 2, indent + 1);
  return [`${pad(indent)}${dash} ${isBlock(value) ? first.slice(indent + 2) : first}`, ...rest];
}

export const encodeYaml = (value: unknown): string => `${linesOf(value, 0, 0).join('\n')}\n`;
