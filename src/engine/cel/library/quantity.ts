/** Quantities: 500m, 1Gi. After k8s.io/apiserver/pkg/cel/library/quantity.go. */
import { parseType } from '../checker/type';
import { Opaque } from '../values/value';
import { parseQuantity, type Quantity as Parsed } from '../../apimachinery/quantity';
import { compareAmounts, sumOf } from '../../apimachinery/quantity-arithmetic';
import { parses } from './ip';
import type { LibraryFunction } from './library-function';

/** Greater powers of ten do not fit into 64 bits. */
const INT64_DIGITS = 19;
const isInt64 = (value: bigint): boolean => BigInt.asIntN(64, value) === value;

export class Quantity extends Opaque {
  readonly type = parseType('kubernetes.Quantity');
  constructor(readonly value: Pick<Parsed, 'unscaled' | 'scale' | 'isShort'>) {
    super();
  }

  compareTo(other: Quantity): number {
    return compareAmounts(this.value, other.value);
  }
  equals(other: Opaque): boolean {
    return other instanceof Quantity && this.compareTo(other) === 0;
  }
  plus(other: Quantity, sign: bigint): Quantity {
    const areShort = this.value.isShort === true && other.value.isShort === true;
    if (areShort && sign === 1n && this.value.unscaled === 0n) return other;
    const { unscaled, scale } = sumOf(this.value, other.value, sign);
    return new Quantity({ unscaled, scale, isShort: areShort && isInt64(unscaled) });
  }
  /** Only a short quantity without digits after the point, as it was written, is a whole number: 1.5Gi and 1.0 are not. */
  whole(): bigint | undefined {
    const { unscaled, scale, isShort } = this.value;
    if (isShort !== true || scale < 0) return undefined;
    if (unscaled === 0n || scale > INT64_DIGITS) return unscaled === 0n ? 0n : undefined;
    const value = unscaled * 10n ** BigInt(scale);
    return isInt64(value) ? value : undefined;
  }
}

function asInteger(quantity: Quantity): bigint {
  const whole = quantity.whole();
  if (whole === undefined) throw new Error('cannot convert value to integer');
  return whole;
}
const parse = (text: string): Quantity => new Quantity(parseQuantity(text));
const ofInteger = (unscaled: bigint): Quantity => new Quantity({ unscaled, scale: 0, isShort: true });
const SELF = 'kubernetes.Quantity';

export const QUANTITY: readonly LibraryFunction[] = [
  [`quantity(string): ${SELF}`, parse],
  ['isQuantity(string): bool', (text: string) => parses(parse, text)],
  [`sign(${SELF}): int`, ({ value }: Quantity) => (value.unscaled < 0n ? -1n : value.unscaled > 0n ? 1n : 0n)],
  [`${SELF}.isGreaterThan(${SELF}): bool`, (left: Quantity, right: Quantity) => left.compareTo(right) === 1],
  [`${SELF}.isLessThan(${SELF}): bool`, (left: Quantity, right: Quantity) => left.compareTo(right) === -1],
  [`${SELF}.compareTo(${SELF}): int`, (left: Quantity, right: Quantity) => BigInt(left.compareTo(right))],
  [`${SELF}.asApproximateFloat(): double`, ({ value }: Quantity) => Number(`${value.unscaled}e${value.scale}`)],
  [`${SELF}.asInteger(): int`, asInteger],
  [`${SELF}.isInteger(): bool`, (quantity: Quantity) => quantity.whole() !== undefined],
  [`${SELF}.add(${SELF}): ${SELF}`, (left: Quantity, right: Quantity) => left.plus(right, 1n)],
  [`${SELF}.add(int): ${SELF}`, (left: Quantity, right: bigint) => left.plus(ofInteger(right), 1n)],
  [`${SELF}.sub(${SELF}): ${SELF}`, (left: Quantity, right: Quantity) => left.plus(right, -1n)],
  [`${SELF}.sub(int): ${SELF}`, (left: Quantity, right: bigint) => left.plus(ofInteger(right), -1n)],
];
