/**
 * A map of Go has the keys that were put into it and no others. A plain object also answers to `constructor`, `toString` and whatever
 * else its prototype has, and an assignment to its `__proto__` keeps nothing. Any text that comes from outside is a key by way of these
 * functions, or of a Map; eslint refuses the rest (scripts/lint/own-keys.mjs).
 */
declare const withoutPrototype: unique symbol;

/** Has no prototype, so that any text may be its key. */
type Bare<V> = Record<string, V> & { readonly [withoutPrototype]: true };
export type Table<V> = Readonly<Bare<V>>;

/** An empty one, to be filled. */
export const bare = <V>(): Bare<V> => Object.create(null) as Bare<V>;

export function table<V>(entries: Readonly<Record<string, V>>): Table<V> {
  const result = bare<V>();
  for (const [key, value] of Object.entries(entries)) result[key] = value;
  return Object.freeze(result);
}

/** What the record itself has under the key. */
export const own = <V>(record: Readonly<Record<string, V>> | undefined, key: string): V | undefined =>
  // eslint-disable-next-line house/own-keys -- this is the one place where it is done
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;

/** Keys of objects that have many, which take long to list. */
const listed = new WeakMap<object, readonly string[]>();
const MANY = 1024;

/** The keys of an object that does not change any more. */
export function keysOf(object: object): readonly string[] {
  const known = listed.get(object);
  if (known !== undefined) return known;
  const keys = Object.keys(object);
  if (keys.length > MANY) listed.set(object, keys);
  return keys;
}

/** Keys that look like whole numbers come first in an object, in whatever order they were set. */
const beginsWithDigit = (key: string): boolean => key >= '0' && key < ':';

/** Keeps the keys of an object that has been made with them, in their order, each once, and that does not change any more. */
export function keepKeys(object: object, keys: readonly string[]): void {
  if (keys.length > MANY && !keys.some(beginsWithDigit)) listed.set(object, keys);
}

/** Is said of an object that changes after all. */
export const forgetKeys = (object: object): void => void listed.delete(object);

export function setOwn<V>(record: Record<string, V>, key: string, value: V): void {
  if (key === '__proto__') Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  // eslint-disable-next-line house/own-keys -- this is the one place where it is done
  else record[key] = value;
}

/** A copy with its keys in order, as Go writes maps. */
export const inKeyOrder = <V>(record: Readonly<Record<string, V>>): Record<string, V> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
