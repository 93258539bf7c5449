/** What is wrong with an amount of something. After ValidateNonnegativeQuantity and ValidateResourceQuantityValue of pkg/apis/core/validation. */
import { parseQuantity, type Quantity } from '../../../apimachinery/quantity';
import { compareAmounts } from '../../../apimachinery/quantity-arithmetic';
import { GoPrinted, invalidValue, type FieldValue } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { when, type Errors } from './checks';

/** Whether a quantity is written in parts of one. */
const milliOf = ({ unscaled, scale }: Quantity): bigint => (scale >= -3 ? unscaled * 10n ** BigInt(scale + 3) : unscaled / 10n ** BigInt(-3 - scale));

export const compareQuantities = (a: string, b: string): number => (a === b ? 0 : compareAmounts(parseQuantity(a), parseQuantity(b)));

/** Of a quantity whose digits are known no number is made. */
export function isNegative(quantity: string): boolean {
  const parsed = parseQuantity(quantity);
  return parsed.digits?.startsWith('-') ?? parsed.unscaled < 0n;
}
export function isZero(quantity: string): boolean {
  const parsed = parseQuantity(quantity);
  return parsed.digits === undefined && parsed.unscaled === 0n;
}
export function isWhole(quantity: string): boolean {
  const parsed = parseQuantity(quantity);
  return parsed.scale >= 0 || milliOf(parsed) % 1000n === 0n;
}

/** A quantity that is held against others: older versions print the struct. */
export function printedQuantity(quantity: string, version: Version): FieldValue {
  if (version.has('jsonFieldErrors')) return quantity;
  const { unscaled, scale, format } = parseQuantity(quantity);
  return new GoPrinted(
    `resource.Quantity{i:resource.int64Amount{value:${unscaled}, scale:${scale}}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"${quantity}", Format:"${format}"}`,
  );
}

/** Older versions print the struct, of which only a small number is printed here. */
export function printedFraction(quantity: string, version: Version): FieldValue {
  const milli = /^(-?\d+)m$/.exec(quantity)?.[1];
  if (version.has('jsonFieldErrors') || milli === undefined) return quantity;
  return new GoPrinted(
    `resource.Quantity{i:resource.int64Amount{value:${milli}, scale:-3}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:"${quantity}", Format:"DecimalSI"}`,
  );
}

export const nonNegativeQuantity = (quantity: string, at: string): Errors =>
  when(isNegative(quantity), () => invalidValue(at, quantity, 'must be greater than or equal to 0'));
export const positiveQuantity = (quantity: string, at: string): Errors =>
  when(isNegative(quantity) || isZero(quantity), () => invalidValue(at, quantity, 'must be greater than zero'));
