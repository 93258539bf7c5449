/**
 * Functions for lists and sets. After k8s.io/apiserver/pkg/cel/library/lists.go and github.com/google/cel-go/ext/{lists,sets}.go.
 */
import type { CelEnvironment } from './environment';

type List = readonly unknown[];

/** Numbers are equal across their types. */
export function equal(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((item, at) => equal(item, right[at]));
  if (typeof left === 'object' && left !== null && typeof right === 'object' && right !== null) {
    const [a, b] = [Object.entries(left), right as Readonly<Record<string, unknown>>];
    return a.length === Object.keys(b).length && a.every(([key, value]) => Object.hasOwn(b, key) && equal(value, b[key]));
  }
  // eslint-disable-next-line eqeqeq -- 1 and 1n are the same number
  return typeof left === typeof right || (isNumber(left) && isNumber(right)) ? left == right : false;
}
const isNumber = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint';

const contains = (list: List, item: unknown): boolean => list.some((other) => equal(other, item));
const order = (left: unknown, right: unknown): number => ((left as number) < (right as number) ? -1 : equal(left, right) ? 0 : 1);

function best(list: List, sign: number): unknown {
  if (list.length === 0) throw new Error(`${sign < 0 ? 'min' : 'max'} called on empty list`);
  return list.reduce((found, item) => (order(item, found) * sign > 0 ? item : found));
}
const flatten = (list: List, depth = 1n): List => list.flat(Number(depth));
const slice = (list: List, from: bigint, to: bigint): List => {
  if (from < 0n || to < 0n) throw new Error(`cannot slice(${from}, ${to}), negative indexes not supported`);
  if (from > to) throw new Error(`cannot slice(${from}, ${to}), start index must be less than or equal to end index`);
  if (to > list.length) throw new Error(`cannot slice(${from}, ${to}), list is length ${list.length}`);
  return list.slice(Number(from), Number(to));
};

/** They are called as members of a name: sets.contains(...), lists.range(...). */
class Sets {
  readonly name = 'sets';
}
class Lists {
  readonly name = 'lists';
}

const COMPARABLE = ['int', 'uint', 'double', 'bool', 'string'];
const SUMMABLE: readonly (readonly [string, unknown])[] = [
  ['int', 0n],
  ['double', 0],
];

export function registerListFunctions(environment: CelEnvironment): void {
  for (const [type, zero] of SUMMABLE)
    environment.registerFunction(`list<${type}>.sum(): ${type}`, (list: List) => list.reduce((sum, item) => (sum as number) + (item as number), zero));
  for (const type of COMPARABLE) {
    environment
      .registerFunction(`list<${type}>.isSorted(): bool`, (list: List) => list.every((item, at) => at === 0 || order(list[at - 1], item) <= 0))
      .registerFunction(`list<${type}>.min(): ${type}`, (list: List) => best(list, -1))
      .registerFunction(`list<${type}>.max(): ${type}`, (list: List) => best(list, 1))
      .registerFunction(`list<${type}>.sort(): list<${type}>`, (list: List) => [...list].sort(order));
  }
  environment
    .registerFunction('list<T>.indexOf(T): int', (list: List, item: unknown) => BigInt(list.findIndex((other) => equal(other, item))))
    .registerFunction('list<T>.lastIndexOf(T): int', (list: List, item: unknown) => BigInt(list.findLastIndex((other) => equal(other, item))))
    .registerFunction('list<T>.distinct(): list<T>', (list: List) => list.filter((item, at) => list.findIndex((other) => equal(other, item)) === at))
    .registerFunction('list<T>.reverse(): list<T>', (list: List) => [...list].reverse())
    .registerFunction('list<T>.slice(int, int): list<T>', slice)
    .registerFunction('list<list<T>>.flatten(): list<T>', flatten)
    .registerFunction('list<dyn>.flatten(int): list<dyn>', flatten)
    .registerType('Lists', Lists)
    .registerConstant('lists', 'Lists', new Lists())
    .registerFunction('Lists.range(int): list<int>', (_: Lists, count: bigint) => Array.from({ length: Number(count) }, (_item, at) => BigInt(at)))
    .registerType('Sets', Sets)
    .registerConstant('sets', 'Sets', new Sets())
    .registerFunction('Sets.contains(list<T>, list<T>): bool', (_: Sets, list: List, part: List) => part.every((item) => contains(list, item)))
    .registerFunction('Sets.intersects(list<T>, list<T>): bool', (_: Sets, left: List, right: List) => left.some((item) => contains(right, item)))
    .registerFunction(
      'Sets.equivalent(list<T>, list<T>): bool',
      (_: Sets, left: List, right: List) => left.every((item) => contains(right, item)) && right.every((item) => contains(left, item)),
    );
}
