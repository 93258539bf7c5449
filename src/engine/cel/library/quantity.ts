/** Quantities: 500m, 1Gi. After k8s.io/apiserver/pkg/cel/library/quantity.go. */
import { parseType } from '../checker/type';
import { Opaque } from '../values/value';
import { parseQuantity, type Quantity as Parsed } from '../../apimachinery/quantity';
import { parses } from './ip';
import type { LibraryFunction } from './library-function';

const LARGEST = 2n ** 63n - 1n;

export class Quantity extends Opaque {
  readonly type = parseType('kubernetes.Quantity');
  constructor(readonly value: Pick<Parsed, 'unscaled' | 'scale'>) {
    super();
  }

  /** Of both, in the smaller unit of the two. */
  static aligned({ value: left }: Quantity, { value: right }: Quantity): readonly [bigint, bigint, number] {
    if (left.scale === right.scale) return [left.unscaled, right.unscaled, left.scale];
    const scale = Math.min(left.scale, right.scale);
    return [left.unscaled * 10n ** BigInt(left.scale - scale), right.unscaled * 10n ** BigInt(right.scale - scale), scale];
  }
  compareTo(other: Quantity): number {
    const [left, right] = Quantity.aligned(this, other);
    return left < right ? -1 : left > right ? 1 : 0;
  }
  equals(other: Opaque): boolean {
    return other instanceof Quantity && this.compareTo(other) === 0;
  }
  plus(other: Quantity, sign: bigint): Quantity {
    const [left, right, scale] = Quantity.aligned(this, other);
    return new Quantity({ unscaled: left + sign * right, scale });
  }
  /** A whole number that is none that Go can hold is not given. */
  whole(): bigint | undefined {
    const { unscaled, scale } = this.value;
    const unit = 10n ** BigInt(Math.abs(scale));
    if (scale < 0 && unscaled % unit !== 0n) return undefined;
    const value = scale < 0 ? unscaled / unit : unscaled * unit;
    return value > LARGEST || value < -LARGEST - 1n ? undefined : value;
  }
}

function asInteger(quantity: Quantity): bigint {
  const whole = quantity.whole();
  if (whole === undefined) throw new Error('cannot convert value to integer');
  return whole;
}
const parse = (text: string): Quantity => new Quantity(parseQuantity(text));
const ofInteger = (unscaled: bigint): Quantity => new Quantity({ unscaled, scale: 0 });
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
