/**
 * Quantities in the form in which the server writes them: k8s.io/apimachinery/pkg/api/resource. A text that is canonical
 * enough is kept as it is, everything else is written with the largest suffix that leaves a whole number.
 */
import { table } from '../golang/map';
import { trimLeft } from '../golang/trim';

const FORMAT_WRONG = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const DECIMAL = table<number>({ n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 });
const BINARY = table<number>({ Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 });
const MAX_INT64 = 2n ** 63n - 1n;

type Format = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** unscaled * 10^scale; at most nine digits after the point. */
export interface Quantity {
  readonly unscaled: bigint;
  readonly scale: number;
  readonly format: Format;
  /** The text it came from, where that is how it is written. */
  readonly text?: string;
}

function suffixOf(suffix: string): { format: Format; base: 2 | 10; exponent: number } {
  const decimal = DECIMAL[suffix];
  if (decimal !== undefined) return { format: 'DecimalSI', base: 10, exponent: decimal };
  const binary = BINARY[suffix];
  if (binary !== undefined) return { format: 'BinarySI', base: 2, exponent: binary };
  if (/^[eE][+-]?\d+$/.test(suffix)) return { format: 'DecimalExponent', base: 10, exponent: Number(suffix.slice(1)) };
  throw new Error("unable to parse quantity's suffix");
}

/** Throws with upstream's words. */
export function parseQuantity(text: string): Quantity {
  if (text === '') throw new Error(FORMAT_WRONG);
  const match = /^([+-]?)(\d*)(?:\.(\d*))?((?:[eEinumkKMGTP]+[-+]?\d*|[-+]\d*)?)$/.exec(text);
  if (match === null) throw new Error(FORMAT_WRONG);
  const [, sign = '', digits = '', denominator = '', suffix = ''] = match;
  const { format, base, exponent } = suffixOf(suffix);
  const significant = trimLeft(digits, '0');
  const numerator = significant === '' ? '0' : significant;
  if (text === '0') return { unscaled: 0n, scale: 0, format, text };
  const shifted = numerator + denominator;
  const signed = (value: bigint): bigint => (sign === '-' ? -value : value);
  const scale = (base === 10 ? exponent : 0) - denominator.length;
  const value = BigInt(shifted);
  const fast = base === 10 ? shifted.length <= 18 && scale >= -9 : denominator === '' && 15 - numerator.length - Math.trunc((exponent * 3) / 10) - 1 >= 0;
  if (fast) {
    const unscaled = base === 2 ? value << BigInt(exponent) : value;
    const canonical = base === 2 ? (value & 7n) !== 0n : scale % 3 === 0 && !shifted.endsWith('000') && !shifted.startsWith('0');
    return { unscaled: signed(unscaled), scale, format, ...(canonical && { text }) };
  }
  return rounded(base === 2 ? value << BigInt(exponent) : value, scale, format, sign === '-');
}

/** Values below a billionth are rounded up, binary ones are capped, and below one they are written as decimals. */
function rounded(magnitude: bigint, scale: number, format: Format, negative: boolean): Quantity {
  let [unscaled, places] = [magnitude, scale];
  if (places < -9) {
    const divisor = 10n ** BigInt(-9 - places);
    unscaled = (unscaled + divisor - 1n) / divisor;
    places = -9;
  }
  const one = places < 0 ? 10n ** BigInt(-places) : 1n;
  if (format === 'BinarySI' && unscaled > MAX_INT64 * one) [unscaled, places] = [MAX_INT64, 0];
  const decimal = format === 'BinarySI' && unscaled > 0n && unscaled < one;
  return { unscaled: negative ? -unscaled : unscaled, scale: places, format: decimal ? 'DecimalSI' : format };
}

const suffixFor = (table: Readonly<Record<string, number>>, exponent: number): string =>
  Object.entries(table).find(([, value]) => value === exponent)?.[0] ?? '';

export function printQuantity({ unscaled, scale, format, text }: Quantity): string {
  if (text !== undefined) return text;
  if (unscaled === 0n) return '0';
  const whole = scale >= 0 ? unscaled * 10n ** BigInt(scale) : unscaled % 10n ** BigInt(-scale) === 0n ? unscaled / 10n ** BigInt(-scale) : undefined;
  if (format === 'BinarySI' && whole !== undefined && (whole <= -1024n || whole >= 1024n)) {
    let [number, exponent] = [whole, 0];
    for (; number % 1024n === 0n && exponent < 60; exponent += 10) number /= 1024n;
    return `${number}${suffixFor({ ...BINARY, '': 0 }, exponent)}`;
  }
  let [number, exponent] = [unscaled, scale];
  for (; number % 10n === 0n; exponent += 1) number /= 10n;
  for (; exponent % 3 !== 0; exponent -= 1) number *= 10n;
  if (format === 'DecimalExponent') return exponent === 0 ? `${number}` : `${number}e${exponent}`;
  return `${number}${suffixFor(DECIMAL, exponent)}`;
}

export const canonicalQuantity = (text: string): string => printQuantity(parseQuantity(text));
