/** Operators that every expression may have, over values. After github.com/google/cel-go/common/types. */
import { Fault, noSuchOverload, type Result } from '../values/fault';
import { equal, order } from '../values/equality';
import { GrowingList, ValueList } from '../values/list';
import { CelList } from '../values/value';
import { CelMap } from '../values/value';
import { duration, timestamp } from '../values/time';
import { Duration, Timestamp, Uint, type CelValue } from '../values/value';

const [SMALLEST, LARGEST] = [-(2n ** 63n), 2n ** 63n - 1n];
const MOST = 2n ** 64n - 1n;

const int = (value: bigint): Result => (value < SMALLEST || value > LARGEST ? new Fault('integer overflow') : value);
const uint = (value: bigint): Result => (value < 0n || value > MOST ? new Fault('unsigned integer overflow') : new Uint(value));

/** A value that the operator knows nothing of; texts, moments and durations look for it among their own functions. */
const unknownTo = (operator: string, value: CelValue): Fault =>
  typeof value === 'string' || value instanceof Timestamp || value instanceof Duration ? noSuchOverload() : new Fault(`no such overload: ${operator}`);

export function add(left: CelValue, right: CelValue): Result {
  if (typeof left === 'bigint') return typeof right === 'bigint' ? int(left + right) : noSuchOverload();
  if (typeof left === 'string') return typeof right === 'string' ? left + right : noSuchOverload();
  if (typeof left === 'number') return typeof right === 'number' ? left + right : noSuchOverload();
  if (left instanceof CelList) return right instanceof CelList ? concatenated(left, right) : noSuchOverload();
  if (left instanceof Uint) return right instanceof Uint ? uint(left.value + right.value) : noSuchOverload();
  if (left instanceof Uint8Array) return right instanceof Uint8Array ? Buffer.concat([left, right]) : noSuchOverload();
  if (left instanceof Duration) {
    if (right instanceof Duration) return duration(left.nanoseconds + right.nanoseconds);
    return right instanceof Timestamp ? timestamp(left.nanoseconds + right.nanoseconds, right.offset) : noSuchOverload();
  }
  if (left instanceof Timestamp) return right instanceof Duration ? timestamp(left.nanoseconds + right.nanoseconds, left.offset) : noSuchOverload();
  return unknownTo('_+_', left);
}
/** A list that a comprehension makes grows where it is. */
function concatenated(left: CelList, right: CelList): CelList {
  if (left instanceof GrowingList) return left.append(right);
  if (left.size === 0) return right;
  return right.size === 0 ? left : new ValueList([...left.values(), ...right.values()]);
}

export function subtract(left: CelValue, right: CelValue): Result {
  if (typeof left === 'bigint') return typeof right === 'bigint' ? int(left - right) : noSuchOverload();
  if (typeof left === 'number') return typeof right === 'number' ? left - right : noSuchOverload();
  if (left instanceof Uint) return right instanceof Uint ? uint(left.value - right.value) : noSuchOverload();
  if (left instanceof Duration) return right instanceof Duration ? duration(left.nanoseconds - right.nanoseconds) : noSuchOverload();
  if (!(left instanceof Timestamp)) return unknownTo('_-_', left);
  if (right instanceof Duration) return timestamp(left.nanoseconds - right.nanoseconds, left.offset);
  return right instanceof Timestamp ? duration(left.nanoseconds - right.nanoseconds) : noSuchOverload();
}
export function multiply(left: CelValue, right: CelValue): Result {
  if (typeof left === 'bigint') return typeof right === 'bigint' ? int(left * right) : noSuchOverload();
  if (typeof left === 'number') return typeof right === 'number' ? left * right : noSuchOverload();
  if (!(left instanceof Uint)) return unknownTo('_*_', left);
  return right instanceof Uint ? uint(left.value * right.value) : noSuchOverload();
}
export function divide(left: CelValue, right: CelValue): Result {
  if (typeof left === 'number') return typeof right === 'number' ? left / right : noSuchOverload();
  return divided('_/_', left, right, (a, b) => a / b);
}
export function modulo(left: CelValue, right: CelValue): Result {
  return divided('_%_', left, right, (a, b) => a % b);
}
function divided(operator: '_/_' | '_%_', left: CelValue, right: CelValue, run: (left: bigint, right: bigint) => bigint): Result {
  const byZero = operator === '_/_' ? 'division by zero' : 'modulus by zero';
  if (typeof left === 'bigint') {
    if (typeof right !== 'bigint') return noSuchOverload();
    if (right === 0n) return new Fault(byZero);
    return left === SMALLEST && right === -1n ? new Fault('integer overflow') : run(left, right);
  }
  if (!(left instanceof Uint)) return unknownTo(operator, left);
  if (!(right instanceof Uint)) return noSuchOverload();
  return right.value === 0n ? new Fault(byZero) : uint(run(left.value, right.value));
}
export function negate(value: CelValue): Result {
  if (typeof value === 'bigint') return int(-value);
  if (typeof value === 'number') return -value;
  // Upstream takes them for negatable, and refuses a boolean itself.
  return typeof value === 'boolean' ? noSuchOverload() : unknownTo('-_', value);
}
export const not = (value: CelValue): Result => (typeof value === 'boolean' ? !value : noSuchOverload());

type Compare = (left: CelValue, right: CelValue) => Result;
const comparing =
  (operator: string, holds: (order: number) => boolean): Compare =>
  (left, right) => {
    const found = order(left, right);
    if (found === undefined) return order(left, left) === undefined ? unknownTo(operator, left) : noSuchOverload();
    return Number.isNaN(found) ? new Fault('NaN values cannot be ordered') : holds(found);
  };
export const less = comparing('_<_', (found) => found < 0);
export const lessOrEqual = comparing('_<=_', (found) => found <= 0);
export const greater = comparing('_>_', (found) => found > 0);
export const greaterOrEqual = comparing('_>=_', (found) => found >= 0);

export function contains(value: CelValue, container: CelValue): Result {
  if (container instanceof CelList) {
    for (let at = 0; at < container.size; at += 1) if (equal(value, container.get(at))) return true;
    return false;
  }
  return container instanceof CelMap ? container.find(value) !== undefined : noSuchOverload();
}
