/** Functions for lists. After k8s.io/apiserver/pkg/cel/library/lists.go and github.com/google/cel-go/ext/lists.go. */
import { add } from '../evaluator/operators';
import { Fault, type Result } from '../values/fault';
import { equal, order } from '../values/equality';
import { ValueList } from '../values/list';
import { CelList } from '../values/value';
import { Duration, typeOfValue, Uint, type CelValue } from '../values/value';
import type { LibraryFunction } from './library-function';

const noSuchOverload = (): Error => new Error('no such overload');
function ordered(left: CelValue, right: CelValue): number {
  const found = order(left, right);
  if (found === undefined) throw noSuchOverload();
  return found;
}
/** Values of types that have an order. Two of different types have none between them, which upstream does not mind. */
function comparable(list: CelList): readonly CelValue[] {
  const values = list.values();
  if (values.some((value) => order(value, value) === undefined)) throw noSuchOverload();
  return values;
}
function best(list: CelList, sign: number): CelValue {
  if (list.size === 0) throw new Error(`${sign < 0 ? 'min' : 'max'} called on empty list`);
  return comparable(list).reduce((found, item) => ((order(item, found) ?? 0) * sign > 0 ? item : found));
}
function isSorted(list: CelList): boolean {
  return comparable(list).every((item, at, all) => at === 0 || !((order(all[at - 1] ?? null, item) ?? 0) > 0));
}
function sum(list: CelList, zero: CelValue): Result {
  return list.values().reduce<Result>((total, item) => (total instanceof Fault ? total : add(total, item)), zero);
}
const indexOf = (list: CelList, item: CelValue): bigint => BigInt(list.values().findIndex((other) => equal(other, item)));
const lastIndexOf = (list: CelList, item: CelValue): bigint => BigInt(list.values().findLastIndex((other) => equal(other, item)));

function flattened(list: CelList, depth: number): CelValue[] {
  return list.values().flatMap((item) => (item instanceof CelList && depth > 0 ? flattened(item, depth - 1) : [item]));
}
function flatten(list: CelList, depth = 1n): ValueList {
  if (depth < 0n) throw new Error('level must be non-negative');
  return new ValueList(flattened(list, Number(depth)));
}
function slice(list: CelList, from: bigint, to: bigint): ValueList {
  if (from < 0n || to < 0n) throw new Error(`cannot slice(${from}, ${to}), negative indexes not supported`);
  if (from > to) throw new Error(`cannot slice(${from}, ${to}), start index must be less than or equal to end index`);
  if (to > list.size) throw new Error(`cannot slice(${from}, ${to}), list is length ${list.size}`);
  return new ValueList(list.values().slice(Number(from), Number(to)));
}
function distinct(list: CelList): ValueList {
  return new ValueList(list.values().filter((item, at, all) => all.findIndex((other) => equal(other, item)) === at));
}

/** The list in the order that a list of keys has. */
function sortedBy(list: CelList, keys: CelList): ValueList {
  const values = keys.values();
  const [first] = values;
  if (keys.size !== list.size)
    throw new Error(
      `@sortByAssociatedKeys() expected a list of the same size as the associated keys list, but got ${list.size} and ${keys.size} elements respectively`,
    );
  if (first !== undefined && order(first, first) === undefined) throw new Error('list elements must be comparable');
  if (first !== undefined && values.some((key) => typeOfValue(key).name !== typeOfValue(first).name)) throw new Error('list elements must have the same type');
  const places = values.map((_key, at) => at).sort((left, right) => ordered(values[left] ?? null, values[right] ?? null));
  return new ValueList(places.map((at) => list.get(at)));
}

const COMPARABLE = ['int', 'uint', 'double', 'bool', 'google.protobuf.Duration', 'google.protobuf.Timestamp', 'string', 'bytes'];
const ZEROS: readonly (readonly [string, CelValue])[] = [
  ['int', 0n],
  ['uint', new Uint(0n)],
  ['double', 0],
  ['google.protobuf.Duration', new Duration(0n)],
];

/** Those of Kubernetes. */
export const LISTS: readonly LibraryFunction[] = [
  ...ZEROS.map(([type, zero]): LibraryFunction => [`list<${type}>.sum(): ${type}`, (list: CelList) => sum(list, zero)]),
  ...COMPARABLE.flatMap((type): readonly LibraryFunction[] => [
    [`list<${type}>.isSorted(): bool`, isSorted],
    [`list<${type}>.min(): ${type}`, (list: CelList) => best(list, -1)],
    [`list<${type}>.max(): ${type}`, (list: CelList) => best(list, 1)],
  ]),
  ['list<T>.indexOf(T): int', indexOf],
  ['list<T>.lastIndexOf(T): int', lastIndexOf],
];
export const INCLUDES: readonly LibraryFunction[] = [
  [
    'dyn.includes(dyn): bool',
    (target: CelValue, item: CelValue) => (target instanceof CelList ? target.values().some((other) => equal(other, item)) : equal(target, item)),
  ],
];

/** A list of numbers from zero on; since cel-go 0.29 it may not be longer than a million. */
function rangeOf(count: bigint, isLimited: boolean): ValueList {
  if (isLimited && count < 0n) throw new Error(`lists.range: size must be non-negative, got ${count}`);
  if (isLimited && count > 1_000_000n) throw new Error(`lists.range: size ${count} exceeds maximum allowed (1000000)`);
  return new ValueList(Array.from({ length: Math.max(0, Number(count)) }, (_item, at) => BigInt(at)));
}
/** Those of cel-go. */
export const extendedLists = ({ isRangeLimited }: { readonly isRangeLimited: boolean }): readonly LibraryFunction[] => [
  ['list<T>.distinct(): list<T>', distinct],
  ['list<T>.reverse(): list<T>', (list: CelList) => new ValueList(list.values().reverse())],
  ['list<T>.slice(int, int): list<T>', slice],
  ['list<list<T>>.flatten(): list<T>', flatten],
  ['list<dyn>.flatten(int): list<dyn>', flatten],
  ['lists.range(int): list<int>', (count: bigint) => rangeOf(count, isRangeLimited)],
  ...COMPARABLE.flatMap((type): readonly LibraryFunction[] => [
    [`list<${type}>.sort(): list<${type}>`, (list: CelList) => sortedBy(list, list)],
    [`list<T>.@sortByAssociatedKeys(list<${type}>): list<T>`, sortedBy],
  ]),
];
