/** Sums and differences of quantities, as texts in the form in which the server writes them: Quantity.Add and Sub of pkg/api/resource. */
import { parseQuantity, printQuantity, type Quantity } from './quantity';

function combined(a: Quantity, b: Quantity, sign: 1n | -1n): string {
  const scale = Math.min(a.scale, b.scale);
  const at = ({ unscaled, scale: own }: Quantity): bigint => unscaled * 10n ** BigInt(own - scale);
  // Nothing has no form of its own.
  const format = a.unscaled === 0n ? b.format : a.format;
  return printQuantity({ unscaled: at(a) + sign * at(b), scale, format });
}

export const addQuantities = (a: string, b: string): string => combined(parseQuantity(a), parseQuantity(b), 1n);
export const subtractQuantities = (a: string, b: string): string => combined(parseQuantity(a), parseQuantity(b), -1n);
