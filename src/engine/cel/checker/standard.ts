/**
 * The operators and functions that every CEL has, and those of optional values, by their signatures.
 * After github.com/google/cel-go/common/stdlib/standard.go and cel/library.go.
 */
const TIMESTAMP = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';
const NUMBERS = ['int', 'uint', 'double'];

const COMPARED = [
  ...['bool', 'string', 'bytes', TIMESTAMP, DURATION].map((type) => [type, type]),
  ...NUMBERS.flatMap((left) => NUMBERS.map((right) => [left, right])),
];

const DATES = ['getFullYear', 'getMonth', 'getDayOfYear', 'getDayOfMonth', 'getDate', 'getDayOfWeek'];
const TIMES = ['getHours', 'getMinutes', 'getSeconds', 'getMilliseconds'];

export const STANDARD: readonly string[] = [
  '_?_:_(bool, T, T): T',
  '_&&_(bool, bool): bool',
  '_||_(bool, bool): bool',
  '!_(bool): bool',
  '@not_strictly_false(bool): bool',
  '_==_(T, T): bool',
  '_!=_(T, T): bool',
  ...['bytes', 'double', DURATION, 'int', 'list<T>', 'string', 'uint'].map((type) => `_+_(${type}, ${type}): ${type}`),
  `_+_(${DURATION}, ${TIMESTAMP}): ${TIMESTAMP}`,
  `_+_(${TIMESTAMP}, ${DURATION}): ${TIMESTAMP}`,
  ...[...NUMBERS, DURATION].map((type) => `_-_(${type}, ${type}): ${type}`),
  `_-_(${TIMESTAMP}, ${DURATION}): ${TIMESTAMP}`,
  `_-_(${TIMESTAMP}, ${TIMESTAMP}): ${DURATION}`,
  ...NUMBERS.flatMap((type) => [`_*_(${type}, ${type}): ${type}`, `_/_(${type}, ${type}): ${type}`]),
  ...['int', 'uint'].map((type) => `_%_(${type}, ${type}): ${type}`),
  '-_(double): double',
  '-_(int): int',
  ...['<', '<=', '>', '>='].flatMap((sign) => COMPARED.map(([left, right]) => `_${sign}_(${left}, ${right}): bool`)),
  '_[_](list<T>, int): T',
  '_[_](map<K, V>, K): V',
  '_[_](optional<list<V>>, int): optional<V>',
  '_[_](optional<map<K, V>>, K): optional<V>',
  '_[?_](list<V>, int): optional<V>',
  '_[?_](optional<list<V>>, int): optional<V>',
  '_[?_](map<K, V>, K): optional<V>',
  '_[?_](optional<map<K, V>>, K): optional<V>',
  '@in(T, list<T>): bool',
  '@in(K, map<K, V>): bool',
  'cel.@mapInsert(map<K, V>, K, V): map<K, V>',
  'cel.@mapInsert(map<K, V>, map<K, V>): map<K, V>',
  ...['bytes', 'list<T>', 'map<K, V>', 'string'].flatMap((type) => [`size(${type}): int`, `${type}.size(): int`]),
  'type(T): type<T>',
  'dyn(T): dyn',
  ...['contains', 'endsWith', 'startsWith'].map((name) => `string.${name}(string): bool`),
  ...[...DATES, ...TIMES].flatMap((name) => [`${TIMESTAMP}.${name}(): int`, `${TIMESTAMP}.${name}(string): int`]),
  ...TIMES.map((name) => `${DURATION}.${name}(): int`),
  'optional.of(V): optional<V>',
  'optional.none(): optional<V>',
  'optional<V>.value(): V',
  'optional<V>.hasValue(): bool',
  'optional<V>.or(optional<V>): optional<V>',
  'optional<V>.orValue(V): V',
];

/** The names of types are values. */
export const TYPES: readonly string[] = [
  'bool',
  'bytes',
  'double',
  TIMESTAMP,
  DURATION,
  'int',
  'list<dyn>',
  'map<dyn, dyn>',
  'null_type',
  'string',
  'type',
  'uint',
  'optional<V>',
];

/** What an authorizer can be asked, in expressions that have one. After k8s.io/apiserver/pkg/cel/library/authz.go. */
export const AUTHORIZER: readonly string[] = [
  'kubernetes.authorization.Authorizer.path(string): kubernetes.authorization.PathCheck',
  'kubernetes.authorization.Authorizer.group(string): kubernetes.authorization.GroupCheck',
  'kubernetes.authorization.Authorizer.serviceAccount(string, string): kubernetes.authorization.Authorizer',
  'kubernetes.authorization.GroupCheck.resource(string): kubernetes.authorization.ResourceCheck',
  ...['subresource', 'namespace', 'name', 'fieldSelector', 'labelSelector'].map(
    (name) => `kubernetes.authorization.ResourceCheck.${name}(string): kubernetes.authorization.ResourceCheck`,
  ),
  'kubernetes.authorization.PathCheck.check(string): kubernetes.authorization.Decision',
  'kubernetes.authorization.ResourceCheck.check(string): kubernetes.authorization.Decision',
  ...['errored(): bool', 'error(): string', 'allowed(): bool', 'reason(): string'].map((rest) => `kubernetes.authorization.Decision.${rest}`),
];
