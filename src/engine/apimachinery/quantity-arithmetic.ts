/**
 * Comparisons, sums and differences of quantities: Quantity.Cmp, Add and Sub of pkg/api/resource. Exponents may be as big as memory, so numbers
 * are compared by their digits, and of two that are so far apart that their sum has more than MOST_DIGITS the greater stands for the sum:
 * upstream makes all digits, and takes minutes.
 */
import { parseQuantity, printQuantity, type Quantity } from './quantity';

type Amount = Pick<Quantity, 'unscaled' | 'scale' | 'digits'>;

const MOST_DIGITS = 10_000;

const digitsOf = ({ digits, unscaled }: Amount): string => digits ?? unscaled.toString();

/** Of two that are not negative, as decimal digits with a scale. */
function compareMagnitudes(a: string, b: string, scales: readonly [number, number]): number {
  const [left, right] = [a.length + scales[0], b.length + scales[1]];
  if (left !== right) return left < right ? -1 : 1;
  const length = Math.max(a.length, b.length);
  const [x, y] = [a.padEnd(length, '0'), b.padEnd(length, '0')];
  return x < y ? -1 : x > y ? 1 : 0;
}

const signOf = (digits: string): number => (digits === '0' ? 0 : digits.startsWith('-') ? -1 : 1);

export function compareAmounts(a: Amount, b: Amount): number {
  const [left, right] = [digitsOf(a), digitsOf(b)];
  const [sign, other] = [signOf(left), signOf(right)];
  if (sign !== other) return sign < other ? -1 : 1;
  if (sign === 0) return 0;
  return sign * compareMagnitudes(left.replace('-', ''), right.replace('-', ''), [a.scale, b.scale]);
}

/** The sum of `a` and `sign` times `b`. */
export function sumOf(a: Amount, b: Amount, sign: bigint): { readonly unscaled: bigint; readonly scale: number } {
  const scale = Math.min(a.scale, b.scale);
  if (Math.abs(a.scale - b.scale) <= MOST_DIGITS) {
    const at = ({ unscaled, scale: own }: Amount): bigint => unscaled * 10n ** BigInt(own - scale);
    return { unscaled: at(a) + sign * at(b), scale };
  }
  if (a.unscaled === 0n) return { unscaled: sign * b.unscaled, scale: b.scale };
  if (b.unscaled === 0n) return { unscaled: a.unscaled, scale: a.scale };
  const [left, right] = [a, b].map((amount) => digitsOf(amount).replace('-', '')) as [string, string];
  return compareMagnitudes(left, right, [a.scale, b.scale]) < 0 ? { unscaled: sign * b.unscaled, scale: b.scale } : { unscaled: a.unscaled, scale: a.scale };
}

function combined(a: Quantity, b: Quantity, sign: 1n | -1n): string {
  // Nothing has no form of its own.
  const format = a.unscaled === 0n ? b.format : a.format;
  return printQuantity({ ...sumOf(a, b, sign), format });
}

export const addQuantities = (a: string, b: string): string => combined(parseQuantity(a), parseQuantity(b), 1n);
export const subtractQuantities = (a: string, b: string): string => combined(parseQuantity(a), parseQuantity(b), -1n);
