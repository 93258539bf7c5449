/** Functions for lists. After k8s.io/apiserver/pkg/cel/library/lists.go and github.com/google/cel-go/ext/lists.go. */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { equal, order } from './equality';
import type { LibraryFunction } from './library-function';

type List = readonly unknown[];

function best(list: List, sign: number): unknown {
  if (list.length === 0) throw new Error(`${sign < 0 ? 'min' : 'max'} called on empty list`);
  return list.reduce((found, item) => (order(item, found) * sign > 0 ? item : found));
}
function flatten(list: List, depth = 1n): List {
  if (depth < 0n) throw new Error('level must be non-negative');
  return list.flat(Number(depth));
}
function slice(list: List, from: bigint, to: bigint): List {
  if (from < 0n || to < 0n) throw new Error(`cannot slice(${from}, ${to}), negative indexes not supported`);
  if (from > to) throw new Error(`cannot slice(${from}, ${to}), start index must be less than or equal to end index`);
  if (to > list.length) throw new Error(`cannot slice(${from}, ${to}), list is length ${list.length}`);
  return list.slice(Number(from), Number(to));
}
const distinct = (list: List): List => list.filter((item, at) => list.findIndex((other) => equal(other, item)) === at);
const sort = (list: List): List => [...list].sort(order);

/** The list in the order that a list of keys has. */
export function sortByKeys(list: List, keys: List): List {
  const places = list.map((_item, at) => at).sort((left, right) => order(keys[left], keys[right]));
  return places.map((at) => list[at]);
}

export const COMPARABLE = ['int', 'uint', 'double', 'bool', 'google.protobuf.Duration', 'google.protobuf.Timestamp', 'string', 'bytes'];
type Add = (left: never, right: never) => unknown;
const plus: Add = (left: bigint, right: bigint) => left + right;
const SUMMABLE: readonly (readonly [string, unknown, Add])[] = [
  ['int', 0n, plus],
  ['uint', new UnsignedInt(0n), (left: UnsignedInt, right: UnsignedInt) => new UnsignedInt(left.value + right.value)],
  ['double', 0, plus],
  ['google.protobuf.Duration', new Duration(0n), (left: Duration, right: Duration) => left.addDuration(right)],
];

export const LISTS: readonly LibraryFunction[] = [
  ...SUMMABLE.map(([type, zero, add]): LibraryFunction => [
    `list<${type}>.sum(): ${type}`,
    (list: List) => list.reduce((sum, item) => add(sum as never, item as never), zero),
  ]),
  ...COMPARABLE.flatMap((type): readonly LibraryFunction[] => [
    [`list<${type}>.isSorted(): bool`, (list: List) => list.every((item, at) => at === 0 || order(list[at - 1], item) <= 0)],
    [`list<${type}>.min(): ${type}`, (list: List) => best(list, -1)],
    [`list<${type}>.max(): ${type}`, (list: List) => best(list, 1)],
    [`list<${type}>.sort(): list<${type}>`, sort],
  ]),
  ['list<T>.indexOf(T): int', (list: List, item: unknown) => BigInt(list.findIndex((other) => equal(other, item)))],
  ['list<T>.lastIndexOf(T): int', (list: List, item: unknown) => BigInt(list.findLastIndex((other) => equal(other, item)))],
  ['list<T>.distinct(): list<T>', distinct],
  ['list<T>.reverse(): list<T>', (list: List) => [...list].reverse()],
  ['list<T>.slice(int, int): list<T>', slice],
  ['list<list<T>>.flatten(): list<T>', flatten],
  ['list<dyn>.flatten(int): list<dyn>', flatten],
  ['lists.range(int): list<int>', (count: bigint) => Array.from({ length: Math.max(0, Number(count)) }, (_item, at) => BigInt(at))],
];
