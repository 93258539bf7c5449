/**
 * The operators and functions that every CEL has. Where `runAny` is given, it looks at the types itself.
 * After github.com/google/cel-go/common/stdlib/standard.go.
 */
import type { Implementation } from '../checker/declarations';
import * as operators from '../evaluator/operators';
import { Fault, type Result } from '../values/fault';
import { CelList } from '../values/value';
import { CelMap } from '../values/value';
import type { CelValue } from '../values/value';
import { characterCount } from '../values/text';
import { matches } from './text';

const TIMESTAMP = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';
const NUMBERS = ['int', 'uint', 'double'];

/** In the order in which the overloads of upstream are declared. */
const COMPARED: readonly (readonly [string, string])[] = [
  ['bool', 'bool'],
  ['int', 'int'],
  ['int', 'double'],
  ['int', 'uint'],
  ['uint', 'uint'],
  ['uint', 'double'],
  ['uint', 'int'],
  ['double', 'double'],
  ['double', 'int'],
  ['double', 'uint'],
  ...['string', 'bytes', TIMESTAMP, DURATION].map((type) => [type, type] as const),
];

function size(value: CelValue): Result {
  if (typeof value === 'string') return BigInt(characterCount(value));
  if (value instanceof CelList || value instanceof CelMap) return BigInt(value.size);
  return value instanceof Uint8Array ? BigInt(value.length) : new Fault('no such overload: size');
}
const special: Implementation = () => new Fault('no such overload');

export interface StandardFunction {
  readonly signatures: readonly string[];
  readonly runAny?: Implementation;
}
const one = (runAny: Implementation, ...signatures: readonly string[]): StandardFunction => ({ signatures, runAny });
const compared = (sign: string, runAny: Implementation): StandardFunction =>
  one(runAny, ...COMPARED.map(([left, right]) => `_${sign}_(${left}, ${right}): bool`));

export const STANDARD: readonly StandardFunction[] = [
  one(special, '_?_:_(bool, T, T): T'),
  one(special, '_&&_(bool, bool): bool'),
  one(special, '_||_(bool, bool): bool'),
  one(operators.not, '!_(bool): bool'),
  one(special, '@not_strictly_false(bool): bool'),
  one(special, '_==_(T, T): bool'),
  one(special, '_!=_(T, T): bool'),
  one(
    operators.add,
    ...['bytes', 'double', DURATION].map((type) => `_+_(${type}, ${type}): ${type}`),
    `_+_(${DURATION}, ${TIMESTAMP}): ${TIMESTAMP}`,
    `_+_(${TIMESTAMP}, ${DURATION}): ${TIMESTAMP}`,
    ...['int', 'list<T>', 'string', 'uint'].map((type) => `_+_(${type}, ${type}): ${type}`),
  ),
  one(operators.divide, ...NUMBERS.map((type) => `_/_(${type}, ${type}): ${type}`)),
  one(operators.modulo, ...['int', 'uint'].map((type) => `_%_(${type}, ${type}): ${type}`)),
  one(operators.multiply, ...NUMBERS.map((type) => `_*_(${type}, ${type}): ${type}`)),
  one(operators.negate, '-_(double): double', '-_(int): int'),
  one(
    operators.subtract,
    ...[...NUMBERS, DURATION].map((type) => `_-_(${type}, ${type}): ${type}`),
    `_-_(${TIMESTAMP}, ${DURATION}): ${TIMESTAMP}`,
    `_-_(${TIMESTAMP}, ${TIMESTAMP}): ${DURATION}`,
  ),
  compared('<', operators.less),
  compared('<=', operators.lessOrEqual),
  compared('>', operators.greater),
  compared('>=', operators.greaterOrEqual),
  one(special, '_[_](list<T>, int): T', '_[_](map<K, V>, K): V'),
  one(operators.contains, '@in(T, list<T>): bool', '@in(K, map<K, V>): bool'),
  one(size, ...['bytes', 'list<T>', 'map<K, V>', 'string'].flatMap((type) => [`size(${type}): int`, `${type}.size(): int`])),
  one(matches, 'matches(string, string): bool', 'string.matches(string): bool'),
];

/** The names of types that are values. */
export const TYPE_NAMES: readonly string[] = [
  ...['bool', 'bytes', 'double', TIMESTAMP, DURATION, 'int', 'list<dyn>', 'map<dyn, dyn>', 'null_type', 'string', 'type', 'uint', 'optional<V>'],
];
