/** Amounts of resources by name, as pods, quotas and limits write them. After pkg/quota/v1 of k8s.io/apiserver. */
import { addQuantities, subtractQuantities } from '../apimachinery/quantity-arithmetic';
import { parseQuantity } from '../apimachinery/quantity';
import { inKeyOrder, own } from '../golang/map';
import { compareQuantities, isNegative, isZero } from '../registry/generic/validation/quantities';

const BITS = 64;

export type Quantities = Readonly<Record<string, string>>;

export interface Resources {
  readonly requests: Quantities;
  readonly limits: Quantities;
}

function combined(a: Quantities, b: Quantities, combine: (a: string, b: string) => string): Quantities {
  const all = new Map(Object.entries(a));
  for (const [name, quantity] of Object.entries(b)) {
    const present = all.get(name);
    all.set(name, present === undefined ? quantity : combine(present, quantity));
  }
  return Object.fromEntries(all);
}

export const sum = (a: Quantities, b: Quantities): Quantities => combined(a, b, addQuantities);
export const greatest = (a: Quantities, b: Quantities): Quantities => combined(a, b, (left, right) => (compareQuantities(right, left) > 0 ? right : left));

/** What is more than before; what is less counts as nothing. */
export function increase(a: Quantities, before: Quantities): Quantities {
  const differences = Object.entries(a).map(([name, quantity]) => {
    const rest = subtractQuantities(quantity, own(before, name) ?? '0');
    return [name, isNegative(rest) ? '0' : rest] as const;
  });
  return Object.fromEntries(differences);
}

export const withoutZeros = (quantities: Quantities): Quantities => Object.fromEntries(Object.entries(quantities).filter(([, quantity]) => !isZero(quantity)));
export const only = (quantities: Quantities, names: readonly string[]): Quantities =>
  Object.fromEntries(Object.entries(quantities).filter(([name]) => names.includes(name)));

export const prettyPrint = (quantities: Quantities): string =>
  Object.entries(inKeyOrder(quantities))
    .map(([name, quantity]) => `${name}=${quantity}`)
    .join(',');

/** Returns how many parts of one there are, rounded up: thousandths, where `parts` is 1000. */
export function wholeNumber(text: string, parts: number): bigint {
  const { unscaled, scale } = parseQuantity(text);
  const all = unscaled * BigInt(parts);
  // Of a greater power of ten the lower 64 bits are zero, and these are what Go keeps.
  if (scale > BITS) return 0n;
  if (scale >= 0) return all * 10n ** BigInt(scale);
  const divisor = 10n ** BigInt(-scale);
  return all > 0n ? (all + divisor - 1n) / divisor : all / divisor;
}
