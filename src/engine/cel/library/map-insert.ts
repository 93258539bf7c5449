/** What comprehensions over two variables add to a map with. After github.com/google/cel-go/ext/comprehensions.go. */
import { keyText } from '../evaluator/attribute';
import { GrowingMap, ValueMap } from '../values/map';
import type { CelMap } from '../values/value';
import type { CelValue } from '../values/value';
import type { LibraryFunction } from './library-function';

type Entry = readonly [CelValue, CelValue];
const entriesOf = (map: CelMap): readonly Entry[] => map.keys().map((key) => [key, map.find(key) ?? null] as const);

/** A map that a comprehension makes grows where it is. */
function inserted(map: CelMap, entries: readonly Entry[]): CelMap {
  for (const [key] of entries) if (map.find(key) !== undefined) throw new Error(`insert failed: key ${keyText(key)} already exists`);
  if (!(map instanceof GrowingMap)) return ValueMap.of([...entriesOf(map), ...entries]);
  for (const [key, value] of entries) map.insert(key, value);
  return map;
}

export const MAP_INSERT: readonly LibraryFunction[] = [
  ['cel.@mapInsert(map<K, V>, K, V): map<K, V>', (map: CelMap, key: CelValue, value: CelValue) => inserted(map, [[key, value]])],
  ['cel.@mapInsert(map<K, V>, map<K, V>): map<K, V>', (map: CelMap, other: CelMap) => inserted(map, entriesOf(other))],
];
