/** Lists as sets. After github.com/google/cel-go/ext/sets.go. */
import { equal } from '../values/equality';
import type { CelList } from '../values/value';
import type { CelValue } from '../values/value';
import type { LibraryFunction } from './library-function';

const holds = (list: CelList, item: CelValue): boolean => list.values().some((other) => equal(other, item));
const contains = (list: CelList, part: CelList): boolean => part.values().every((item) => holds(list, item));

export const SETS: readonly LibraryFunction[] = [
  ['sets.contains(list<T>, list<T>): bool', contains],
  ['sets.intersects(list<T>, list<T>): bool', (left: CelList, right: CelList) => left.values().some((item) => holds(right, item))],
  ['sets.equivalent(list<T>, list<T>): bool', (left: CelList, right: CelList) => contains(left, right) && contains(right, left)],
];
