/** When two values are the same, and which comes first. Numbers are compared across their types. */
import { own } from '../../golang/map';

interface Comparable {
  readonly equals: (other: unknown) => boolean;
}
const isComparable = (value: object): value is Comparable => 'equals' in value && typeof value.equals === 'function';

/** What a uint, a time and a duration are by themselves. */
const plain = (value: unknown): unknown => {
  const primitive: unknown = typeof value === 'object' && value !== null ? value.valueOf() : value;
  return typeof primitive === 'object' ? value : primitive;
};
const isNumber = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint';

export function equal(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((item, at) => equal(item, right[at]));
  if (left instanceof Uint8Array && right instanceof Uint8Array) return Buffer.compare(left, right) === 0;
  const [a, b] = [plain(left), plain(right)];
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
    if (isComparable(a)) return a.equals(b);
    const [entries, others] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
    return entries.length === Object.keys(b).length && entries.every(([key, value]) => Object.hasOwn(b, key) && equal(value, own(others, key)));
  }
  // eslint-disable-next-line eqeqeq -- 1 and 1n are the same number
  return typeof a === typeof b || (isNumber(a) && isNumber(b)) ? a == b : false;
}

export function order(left: unknown, right: unknown): number {
  if (left instanceof Uint8Array && right instanceof Uint8Array) return Buffer.compare(left, right);
  if (typeof left === 'string' && typeof right === 'string') return Buffer.compare(Buffer.from(left), Buffer.from(right));
  const [a, b] = [plain(left) as number, plain(right) as number];
  return a < b ? -1 : a > b ? 1 : 0;
}
