/** What a value that may be missing can be asked beside what cel-js has. After github.com/google/cel-go/cel/library.go. */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import { Optional } from '@marcbachmann/cel-js';
import type { LibraryFunction } from './library-function';

type List = readonly unknown[];

const ZERO: ReadonlySet<unknown> = new Set(['', 0, 0n, false, null]);
function isZero(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return ZERO.has(value);
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0;
  const primitive: unknown = value.valueOf();
  return primitive === value ? Object.getPrototypeOf(value) === Object.prototype && Object.keys(value).length === 0 : ZERO.has(primitive);
}
const unwrap = (list: readonly Optional[]): List => list.filter((item) => item.hasValue()).map((item) => item.value());

export const OPTIONALS: readonly LibraryFunction[] = [
  ['optional.ofNonZeroValue(V): optional<V>', (value: unknown) => (isZero(value) ? Optional.none() : Optional.of(value))],
  ['optional.unwrap(list<optional<V>>): list<V>', unwrap],
  ['list<optional<V>>.unwrapOpt(): list<V>', unwrap],
  ['list<V>.first(): optional<V>', (list: List) => (list.length === 0 ? Optional.none() : Optional.of(list[0]))],
  ['list<V>.last(): optional<V>', (list: List) => (list.length === 0 ? Optional.none() : Optional.of(list.at(-1)))],
];
