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
  /** Go holds it in 64 bits, as `unscaled` and `scale`; else as a decimal of any length. */
  readonly isShort?: boolean;
  /** The decimal digits of `unscaled` with its sign, where they are known and it is not zero. */
  readonly digits?: string;
}

/** Has more digits than a number of 64 bits: what is made of them takes long, and is made when it is asked for. */
class LongDecimal implements Quantity {
  #unscaled: bigint | undefined;

  constructor(
    readonly digits: string,
    readonly scale: number,
    readonly format: Format,
  ) {}

  get unscaled(): bigint {
    return (this.#unscaled ??= BigInt(this.digits));
  }
}

function suffixOf(suffix: string): { format: Format; base: 2 | 10; exponent: number } {
  const decimal = DECIMAL[suffix];
  if (decimal !== undefined) return { format: 'DecimalSI', base: 10, exponent: decimal };
  const binary = BINARY[suffix];
  if (binary !== undefined) return { format: 'BinarySI', base: 2, exponent: binary };
  if (/^[eE][+-]?\d+$/.test(suffix)) return { format: 'DecimalExponent', base: 10, exponent: int32(suffix.slice(1)) };
  throw new Error("unable to parse quantity's suffix");
}

/** How many zeros there are from a place on, one way or the other. */
function zerosAt(digits: string, from: number, step: 1 | -1): number {
  let at = from;
  while (digits[at] === '0') at += step;
  return Math.abs(at - from);
}

/** strconv.ParseInt, and the conversion that keeps the lowest 32 bits. */
function int32(digits: string): number {
  const magnitude = digits.slice(/^[+-]/.test(digits) ? 1 : 0);
  const zeros = zerosAt(magnitude, 0, 1);
  const value = magnitude.length - zeros > 19 ? undefined : BigInt(`${digits.startsWith('-') ? '-' : ''}${magnitude.slice(zeros) || '0'}`);
  if (value === undefined || BigInt.asIntN(64, value) !== value) throw new Error("unable to parse quantity's suffix");
  return Number(BigInt.asIntN(32, value));
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
  if (text === '0') return { unscaled: 0n, scale: 0, format, text, isShort: true };
  const shifted = numerator + denominator;
  const signed = (value: bigint): bigint => (sign === '-' ? -value : value);
  const scale = (base === 10 ? exponent : 0) - denominator.length;
  if (base === 10 && shifted.length > 18 && scale >= -9) {
    const magnitude = trimLeft(shifted, '0');
    if (magnitude.length > 18) return new LongDecimal(`${sign === '-' ? '-' : ''}${magnitude}`, scale, format);
  }
  const value = BigInt(shifted);
  const fast = base === 10 ? shifted.length <= 18 && scale >= -9 : denominator === '' && 15 - numerator.length - Math.trunc((exponent * 3) / 10) - 1 >= 0;
  if (fast) {
    const unscaled = base === 2 ? value << BigInt(exponent) : value;
    const canonical = base === 2 ? (value & 7n) !== 0n : scale % 3 === 0 && !shifted.endsWith('000') && !shifted.startsWith('0');
    return { unscaled: signed(unscaled), scale, format, isShort: true, ...(canonical && { text }) };
  }
  return rounded(base === 2 ? value << BigInt(exponent) : value, scale, format, sign === '-');
}

/** Values below a billionth are rounded up, binary ones are capped, and below one they are written as decimals. */
function rounded(magnitude: bigint, scale: number, format: Format, negative: boolean): Quantity {
  let [unscaled, places] = [magnitude, scale];
  if (places < -9) {
    unscaled = roundedUp(unscaled, -9 - places);
    places = -9;
  }
  const one = places < 0 ? 10n ** BigInt(-places) : 1n;
  if (format === 'BinarySI' && unscaled > MAX_INT64 * one) [unscaled, places] = [MAX_INT64, 0];
  const decimal = format === 'BinarySI' && unscaled > 0n && unscaled < one;
  return { unscaled: negative ? -unscaled : unscaled, scale: places, format: decimal ? 'DecimalSI' : format };
}

/** The quotient by a power of ten. A power with more digits than the number is not made: some exponents are as big as memory. */
function roundedUp(magnitude: bigint, power: number): bigint {
  if (magnitude === 0n) return 0n;
  if (power > magnitude.toString().length) return 1n;
  const divisor = 10n ** BigInt(power);
  return (magnitude + divisor - 1n) / divisor;
}

const wholeOf = (unscaled: bigint, scale: number): bigint | undefined => {
  if (scale >= 0) return unscaled * 10n ** BigInt(scale);
  const divisor = 10n ** BigInt(-scale);
  return unscaled % divisor === 0n ? unscaled / divisor : undefined;
};

const suffixFor = (table: Readonly<Record<string, number>>, exponent: number): string =>
  Object.entries(table).find(([, value]) => value === exponent)?.[0] ?? '';

export function printQuantity(quantity: Quantity): string {
  const { scale, format, text } = quantity;
  if (text !== undefined) return text;
  const digits = quantity.digits ?? quantity.unscaled.toString();
  if (digits === '0') return '0';
  // A binary quantity has no exponent of its own.
  const whole = format === 'BinarySI' ? wholeOf(quantity.unscaled, scale) : undefined;
  if (whole !== undefined && (whole <= -1024n || whole >= 1024n)) {
    let [number, exponent] = [whole, 0];
    for (; number % 1024n === 0n && exponent < 60; exponent += 10) number /= 1024n;
    return `${number}${suffixFor({ ...BINARY, '': 0 }, exponent)}`;
  }
  const zeros = zerosAt(digits, digits.length - 1, -1);
  const significant = digits.slice(0, digits.length - zeros);
  const added = (((scale + zeros) % 3) + 3) % 3;
  const [number, exponent] = [significant + '0'.repeat(added), scale + zeros - added];
  if (format === 'DecimalExponent') return exponent === 0 ? `${number}` : `${number}e${exponent}`;
  return `${number}${suffixFor(DECIMAL, exponent)}`;
}

export const canonicalQuantity = (text: string): string => printQuantity(parseQuantity(text));
