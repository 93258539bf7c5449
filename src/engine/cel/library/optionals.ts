/** Values that may be missing. After github.com/google/cel-go/cel/library.go. */
import { ValueList } from '../values/list';
import { CelList } from '../values/value';
import { CelMap } from '../values/value';
import { Duration, Optional, Struct, Timestamp, Uint, type CelValue } from '../values/value';
import type { LibraryFunction } from './library-function';

/** 0001-01-01T00:00:00Z. */
const ZERO_TIME = -62_135_596_800_000_000_000n;

function isZero(value: CelValue): boolean {
  if (typeof value !== 'object') return value === '' || value === 0 || value === 0n || value === false;
  if (value === null) return true;
  if (value instanceof CelList || value instanceof CelMap) return value.size === 0;
  if (value instanceof Uint8Array) return value.length === 0;
  if (value instanceof Uint) return value.value === 0n;
  if (value instanceof Duration) return value.nanoseconds === 0n;
  if (value instanceof Timestamp) return value.nanoseconds === ZERO_TIME;
  if (value instanceof Optional) return value.value === undefined || isZero(value.value);
  return value instanceof Struct && value.fields.size === 0;
}
function unwrap(list: CelList): ValueList {
  return new ValueList(list.values().flatMap((item) => (item instanceof Optional && item.value !== undefined ? [item.value] : [])));
}
function valueOf({ value }: Optional): CelValue {
  if (value === undefined) throw new Error('optional.none() dereference');
  return value;
}
const element = (list: CelList, at: number): Optional => (list.size === 0 ? Optional.none : Optional.of(list.get(at)));

export const OPTIONALS: readonly LibraryFunction[] = [
  ['optional.of(V): optional<V>', (value: CelValue) => Optional.of(value)],
  ['optional.ofNonZeroValue(V): optional<V>', (value: CelValue) => (isZero(value) ? Optional.none : Optional.of(value))],
  ['optional.none(): optional<V>', () => Optional.none],
  ['optional<V>.value(): V', valueOf],
  ['optional<V>.hasValue(): bool', ({ value }: Optional) => value !== undefined],
  ['optional.unwrap(list<optional<V>>): list<V>', unwrap],
  ['list<optional<V>>.unwrapOpt(): list<V>', unwrap],
  ['list<V>.first(): optional<V>', (list: CelList) => element(list, 0)],
  ['list<V>.last(): optional<V>', (list: CelList) => element(list, list.size - 1)],
];
/** The evaluator runs these itself. */
export const OPTIONAL_OPERATORS: readonly string[] = [
  'optional<V>.or(optional<V>): optional<V>',
  'optional<V>.orValue(V): V',
  '_[_](optional<list<V>>, int): optional<V>',
  '_[_](optional<map<K, V>>, K): optional<V>',
  '_[?_](list<V>, int): optional<V>',
  '_[?_](optional<list<V>>, int): optional<V>',
  '_[?_](map<K, V>, K): optional<V>',
  '_[?_](optional<map<K, V>>, K): optional<V>',
];
