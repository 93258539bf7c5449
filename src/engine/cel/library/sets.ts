/** Lists taken as sets. After github.com/google/cel-go/ext/sets.go. */
import { equal } from './equality';
import type { LibraryFunction } from './library-function';

type List = readonly unknown[];
const holds = (list: List, item: unknown): boolean => list.some((other) => equal(other, item));
const contains = (list: List, part: List): boolean => part.every((item) => holds(list, item));

export const SETS: readonly LibraryFunction[] = [
  ['sets.contains(list<T>, list<T>): bool', contains],
  ['sets.intersects(list<T>, list<T>): bool', (left: List, right: List) => left.some((item) => holds(right, item))],
  ['sets.equivalent(list<T>, list<T>): bool', (left: List, right: List) => contains(left, right) && contains(right, left)],
];
