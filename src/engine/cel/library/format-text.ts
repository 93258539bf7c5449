/**
 * `"%s of %.2f".format([...])`: what the clauses of a format take, and how they write it.
 * After github.com/google/cel-go/ext/formatting.go.
 */
import { quote } from '../../golang/quote';
import { notTaken } from './format-clauses';
import { goDouble } from '../../golang/double';
import type { CelList } from '../values/value';
import type { CelMap } from '../values/value';
import { durationText, timestampText } from '../values/time';
import { type Duration, type Timestamp, type TypeValue, typeOfValue, Uint, type CelValue } from '../values/value';
import { table } from '../../golang/map';

type Clause = (value: CelValue, precision: number) => string;

const runtimeType = (value: CelValue): string => typeOfValue(value).name;

const whole = (value: CelValue): bigint | undefined => (typeof value === 'bigint' ? value : value instanceof Uint ? value.value : undefined);

function inList(value: CelValue): string {
  const text = asText(value);
  switch (runtimeType(value)) {
    case 'string':
      return quote(text);
    case 'bytes':
      return `b${quote(text)}`;
    case 'double': {
      const fixed = fixedPoint(value, 6);
      return Number.isFinite(value) ? fixed : quote(fixed);
    }
    case 'google.protobuf.Timestamp':
      return `timestamp(${quote(text)})`;
    case 'google.protobuf.Duration':
      return `duration(${quote(text)})`;
    default:
      return text;
  }
}
const byKey = ([left]: readonly [string, string], [right]: readonly [string, string]): number => (left < right ? -1 : left > right ? 1 : 0);

function asText(value: CelValue): string {
  switch (runtimeType(value)) {
    case 'string':
      return value as string;
    case 'bytes':
      return Buffer.from(value as Uint8Array).toString('utf8');
    case 'double':
      return goDouble(value as number);
    case 'null_type':
    case 'bool':
    case 'int':
      return String(value as bigint);
    case 'uint':
      return String((value as Uint).value);
    case 'list':
      return `[${(value as CelList).values().map(inList).join(', ')}]`;
    case 'map': {
      const map = value as CelMap;
      const pairs = map.keys().map((key) => [inList(key), inList(map.find(key) ?? null)] as const);
      return `{${[...pairs]
        .sort(byKey)
        .map((pair) => pair.join(':'))
        .join(', ')}}`;
    }
    case 'google.protobuf.Timestamp':
      return timestampText(value as Timestamp);
    case 'google.protobuf.Duration':
      return durationText(value as Duration);
    case 'type':
      return (value as TypeValue).type.name;
    default:
      throw wrong('s', value);
  }
}

const wrong = (letter: string, value: CelValue): Error => new Error(notTaken(letter, runtimeType(value)));

const UNBOUNDED = table<number>({ NaN, Infinity, '-Infinity': -Infinity });
function double(letter: string, value: CelValue): number {
  const number = typeof value === 'string' ? UNBOUNDED[value] : value;
  if (typeof number !== 'number') throw wrong(letter, value);
  return number;
}
const unbounded = (number: number): string => (Number.isNaN(number) ? 'NaN' : number > 0 ? '∞' : '-∞');
/** A comma before every three digits of the whole part. */
function grouped(text: string): string {
  const [whole = '', sign = '', digits = ''] = /^(-?)(\d*)/.exec(text) ?? [];
  const first = digits.length % 3;
  const groups = [...(first > 0 ? [digits.slice(0, first)] : []), ...(digits.slice(first).match(/\d{3}/g) ?? [])];
  return `${sign}${groups.join(',')}${text.slice(whole.length)}`;
}
const fixedPoint = (value: CelValue, precision: number): string => {
  const number = value as number;
  return Number.isFinite(number) ? roundedToEven(number, precision) : Number.isNaN(number) ? 'NaN' : number > 0 ? '+Inf' : '-Inf';
};

/** Go rounds what lies exactly between two numbers to the even one, JavaScript away from zero. */
function roundedToEven(number: number, precision: number): string {
  // JavaScript writes a hundred digits.
  if (precision > 100) return manyDigits(number, precision);
  const text = number.toFixed(precision);
  const exact = number.toFixed(Math.min(100, precision + 52));
  const at = exact.length - 52;
  if (precision > 48 || !/^50*$/.test(exact.slice(at))) return text;
  const kept = exact.slice(0, at).replace(/\.$/, '');
  return /[02468]$/.test(kept) ? kept : text;
}

function manyDigits(number: number, precision: number): string {
  let [numerator, halvings] = [Math.abs(number), 0n];
  while (!Number.isInteger(numerator)) [numerator, halvings] = [numerator * 2, halvings + 1n];
  const [dividend, divisor] = [BigInt(numerator) * 10n ** BigInt(precision), 2n ** halvings];
  const [whole, rest] = [dividend / divisor, 2n * (dividend % divisor)];
  const rounded = (whole + (rest > divisor || (rest === divisor && whole % 2n === 1n) ? 1n : 0n)).toString().padStart(precision + 1, '0');
  const sign = number < 0 || Object.is(number, -0) ? '-' : '';
  return `${sign}${rounded.slice(0, -precision)}.${rounded.slice(-precision)}`;
}

/** Upstream keeps in one byte how many digits there are. */
const PRECISIONS = 256;

function fixed(value: CelValue, precision: number): string {
  const number = double('f', value);
  return Number.isFinite(number) ? grouped(roundedToEven(number, precision % PRECISIONS)) : unbounded(number);
}
function scientific(value: CelValue, precision: number): string {
  const number = double('e', value);
  if (!Number.isFinite(number)) return unbounded(number);
  const [mantissa = '', exponent = '0'] = number.toExponential(6).split('e');
  const [sign, digits] = [exponent.startsWith('-') ? '-' : '', exponent.replace(/^[+-]/, '').padStart(2, '0')];
  const raised = [...`${sign}${digits}`].map((character) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(character)] ?? '⁻').join('');
  return `${mantissa}×10${raised}`.padStart(precision);
}

const radix =
  (letter: string, base: number): Clause =>
  (value) => {
    const number = whole(value);
    if (number === undefined) throw wrong(letter, value);
    return number.toString(base);
  };
const binary: Clause = (value, precision) => (typeof value === 'boolean' ? (value ? '1' : '0') : radix('b', 2)(value, precision));
const hex: Clause = (value, precision) => {
  if (typeof value === 'string' || value instanceof Uint8Array) return Buffer.from(value as string).toString('hex');
  return radix('x', 16)(value, precision);
};

const CLAUSES = table<Clause>({
  s: asText,
  d: radix('d', 10),
  f: fixed,
  e: scientific,
  b: binary,
  x: hex,
  X: (value, precision) => hex(value, precision).toUpperCase(),
  o: radix('o', 8),
});

const PRECISION = 'could not parse formatting clause: error while parsing precision: ';
const NO_PRECISION = `${PRECISION}error while converting precision to integer: strconv.Atoi: parsing "": invalid syntax`;
const UNENDED_PRECISION = `${PRECISION}could not find end of precision specifier`;

export interface FormatClause {
  readonly letter: string;
  readonly precision: number;
}

/** The texts between the clauses of a format, and the clauses. `endsFirst`: that the format ends counts before that a value is missing. */
export function formatParts(text: string, count: number, { endsFirst = false }: { readonly endsFirst?: boolean } = {}): readonly (string | FormatClause)[] {
  const parts: (string | FormatClause)[] = [];
  let taken = 0;
  for (let at = 0; at < text.length;) {
    const percent = text.indexOf('%', at);
    if (percent === -1) return [...parts, text.slice(at)];
    parts.push(text.slice(at, percent));
    at = percent + 1;
    if (text[at] === '%') {
      parts.push('%');
      at += 1;
      continue;
    }
    if (endsFirst && at >= text.length) throw new Error('unexpected end of string');
    if (taken >= count) throw new Error(`index ${taken} out of range`);
    taken += 1;
    if (at >= text.length) throw new Error('unexpected end of string');
    const [precision = ''] = /^\.\d*/.exec(text.slice(at)) ?? [];
    if (precision !== '' && at + precision.length >= text.length) throw new Error(UNENDED_PRECISION);
    if (precision === '.') throw new Error(NO_PRECISION);
    at += precision.length;
    const letter = text[at];
    if (letter === undefined) throw new Error('unexpected end of string');
    if (CLAUSES[letter] === undefined) throw new Error(`could not parse formatting clause: unrecognized formatting clause "${letter}"`);
    parts.push({ letter, precision: precision === '' ? 6 : Number(precision.slice(1)) });
    at += 1;
  }
  return parts;
}

export function formatText(text: string, values: CelList): string {
  let taken = 0;
  return formatParts(text, values.size)
    .map((part) => {
      if (typeof part === 'string') return part;
      taken += 1;
      try {
        return CLAUSES[part.letter]?.(values.get(taken - 1), part.precision) ?? '';
      } catch (error) {
        throw new Error(`error during formatting: ${(error as Error).message}`, { cause: error });
      }
    })
    .join('');
}
