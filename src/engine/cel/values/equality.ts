/** When two values are the same, and which comes first. Numbers are compared across their types. After cel-go/common/types. */
import { CelList } from './value';
import { CelMap } from './value';
import { Duration, Opaque, Optional, Struct, Timestamp, TypeValue, Uint, type CelValue } from './value';
import { same } from '../checker/type';

const asNumber = (value: CelValue): bigint | number | undefined => {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  return value instanceof Uint ? value.value : undefined;
};

/** Whether two values are the same; not where it cannot be known. */
export const equal = (left: CelValue, right: CelValue): boolean => equality(left, right) === true;

/** The same, but undefined where one of them is a value of its own kind, such as an address, and the other is not. */
export function equality(left: CelValue, right: CelValue): boolean | undefined {
  if (left instanceof Opaque && right !== null) return left.isComparableTo(right) ? right instanceof Opaque && left.equals(right) : undefined;
  if (left === right) return true;
  if (typeof left === 'string' || typeof left === 'boolean' || left === null || right === null) return false;
  const [number, other] = [asNumber(left), asNumber(right)];
  // eslint-disable-next-line eqeqeq -- 1 and 1n are the same number
  if (number !== undefined) return other !== undefined && number == other;
  return typeof left === 'object' && typeof right === 'object' ? equalObjects(left, right) : false;
}
function equalObjects(left: Exclude<CelValue, null | string | boolean | number | bigint>, right: typeof left): boolean | undefined {
  if (left instanceof CelList) return right instanceof CelList && equalLists(left, right);
  if (left instanceof CelMap) return right instanceof CelMap && equalMaps(left, right);
  if (left instanceof Uint8Array) return right instanceof Uint8Array && Buffer.compare(left, right) === 0;
  if (left instanceof Timestamp) return right instanceof Timestamp && left.nanoseconds === right.nanoseconds;
  if (left instanceof Duration) return right instanceof Duration && left.nanoseconds === right.nanoseconds;
  if (left instanceof Optional) return right instanceof Optional ? equalOptionals(left, right) : false;
  if (left instanceof TypeValue) return right instanceof TypeValue && left.type.name === right.type.name;
  return left instanceof Struct && right instanceof Struct && equalStructs(left, right);
}
/** Upstream looks for elements that differ: two that cannot be compared do not. */
function equalLists(left: CelList, right: CelList): boolean {
  if (left.size !== right.size) return false;
  for (let at = 0; at < left.size; at += 1) if (equality(left.get(at), right.get(at)) === false) return false;
  return true;
}
function equalMaps(left: CelMap, right: CelMap): boolean {
  if (left.size !== right.size) return false;
  return left.keys().every((key) => {
    const [value, other] = [left.find(key), right.find(key)];
    return value !== undefined && other !== undefined && equality(value, other) !== false;
  });
}
const equalOptionals = ({ value: left }: Optional, { value: right }: Optional): boolean | undefined =>
  left === undefined || right === undefined ? left === right : equality(left, right);
function equalStructs(left: Struct, right: Struct): boolean {
  if (!same(left.type, right.type) || left.fields.size !== right.fields.size) return false;
  return [...left.fields].every(([name, value]) => {
    const other = right.fields.get(name);
    return other !== undefined && equal(value, other);
  });
}

/** Negative, zero, or positive; undefined if the two cannot be compared, NaN if one of them is not a number. */
export function order(left: CelValue, right: CelValue): number | undefined {
  if (typeof left === 'string') return typeof right === 'string' ? orderTexts(left, right) : undefined;
  if (typeof left === 'boolean') return typeof right === 'boolean' ? Number(left) - Number(right) : undefined;
  const [number, other] = [asNumber(left), asNumber(right)];
  if (number !== undefined)
    return other === undefined ? undefined : number < other ? -1 : number > other ? 1 : Number.isNaN(number) || Number.isNaN(other) ? NaN : 0;
  if (left instanceof Uint8Array) return right instanceof Uint8Array ? Buffer.compare(left, right) : undefined;
  if (left instanceof Timestamp && right instanceof Timestamp) return orderNumbers(left.nanoseconds, right.nanoseconds);
  if (left instanceof Duration && right instanceof Duration) return orderNumbers(left.nanoseconds, right.nanoseconds);
  return undefined;
}
const orderNumbers = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);

/** By their UTF-8 bytes, which UTF-16 orders otherwise only where it needs pairs. */
function orderTexts(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a === b) continue;
    const isPair = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
    if (isPair(a) !== isPair(b)) return isPair(a) ? 1 : -1;
    return a - b;
  }
  return left.length - right.length;
}
