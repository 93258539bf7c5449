/** Values of one type from those of another, and what cannot be converted. After github.com/google/cel-go/common/types. */
import { goDouble } from '../../golang/double';
import { BILLION, durationText, parseDuration, parseTimestamp, secondsOf, timestamp, timestampText } from '../values/time';
import { Duration, type Timestamp, TypeValue, typeOfValue, Uint, type CelValue } from '../values/value';
import type { LibraryFunction } from './library-function';

const TIMESTAMP = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';
const [SMALLEST, LARGEST] = [-(2n ** 63n), 2n ** 63n - 1n];
const MOST = 2n ** 64n - 1n;

const failed = (to: string): Error => new Error(`type conversion error from 'string' to '${to}'`);

function toBool(text: string): boolean {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false;
  throw failed('bool');
}

function textToInt(text: string): bigint {
  const value = /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined;
  if (value === undefined || value < SMALLEST || value > LARGEST) throw failed('int');
  return value;
}
function inRange(value: bigint): bigint {
  if (value < SMALLEST || value > LARGEST) throw new Error('integer overflow');
  return value;
}
function doubleToInt(value: number): bigint {
  // The bounds themselves are no doubles that Go trusts.
  if (!Number.isFinite(value) || value <= Number(SMALLEST) || value >= Number(LARGEST)) throw new Error('integer overflow');
  return BigInt(Math.trunc(value));
}

function unsigned(value: bigint): Uint {
  if (value < 0n || value > MOST) throw new Error('unsigned integer overflow');
  return new Uint(value);
}
function textToUint(text: string): Uint {
  if (!/^\d+$/.test(text) || BigInt(text) > MOST) throw failed('uint');
  return new Uint(BigInt(text));
}
function doubleToUint(value: number): Uint {
  if (!Number.isFinite(value) || value < 0 || value >= Number(MOST)) throw new Error('unsigned integer overflow');
  return new Uint(BigInt(Math.trunc(value)));
}

function textToDouble(text: string): number {
  if (/^[+-]?inf(?:inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return NaN;
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) || !Number.isFinite(Number(text))) throw failed('double');
  return Number(text);
}

function bytesToText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new Error('invalid UTF-8 in bytes, cannot convert to string', { cause: error });
  }
}

function textToTime(text: string): Timestamp {
  const moment = parseTimestamp(text);
  if (moment === undefined) throw failed(TIMESTAMP);
  return moment;
}
function textToDuration(text: string): Duration {
  const length = parseDuration(text);
  if (length === undefined) throw failed(DURATION);
  return length;
}

const same = (value: CelValue): CelValue => value;

export const CONVERSIONS: readonly LibraryFunction[] = [
  ...['bool', 'bytes', 'double', 'int', 'string', 'uint'].map((type): LibraryFunction => [`${type}(${type}): ${type}`, same]),
  [`duration(${DURATION}): ${DURATION}`, same],
  [`timestamp(${TIMESTAMP}): ${TIMESTAMP}`, same],
  ['bool(string): bool', toBool],
  ['bytes(string): bytes', (text: string) => Buffer.from(text)],
  ['double(int): double', (value: bigint) => Number(value)],
  ['double(string): double', textToDouble],
  ['double(uint): double', ({ value }: Uint) => Number(value)],
  ['int(double): int', doubleToInt],
  [`int(${DURATION}): int`, ({ nanoseconds }: Duration) => nanoseconds],
  ['int(string): int', textToInt],
  [`int(${TIMESTAMP}): int`, secondsOf],
  ['int(uint): int', ({ value }: Uint) => inRange(value)],
  ['string(bool): string', String],
  ['string(bytes): string', bytesToText],
  ['string(double): string', goDouble],
  [`string(${DURATION}): string`, durationText],
  ['string(int): string', String],
  [`string(${TIMESTAMP}): string`, timestampText],
  ['string(uint): string', ({ value }: Uint) => String(value)],
  [`timestamp(int): ${TIMESTAMP}`, (seconds: bigint) => timestamp(seconds * BILLION)],
  [`timestamp(string): ${TIMESTAMP}`, textToTime],
  ['uint(double): uint', doubleToUint],
  ['uint(int): uint', unsigned],
  ['uint(string): uint', textToUint],
];

export const DURATION_OF_TEXT: readonly LibraryFunction[] = [[`duration(string): ${DURATION}`, textToDuration]];
/** In nanoseconds. */
export const DURATION_OF_INT: readonly LibraryFunction[] = [[`duration(int): ${DURATION}`, (nanoseconds: bigint) => new Duration(nanoseconds)]];

/** These take any value. */
export const UNIVERSAL: readonly LibraryFunction[] = [
  ['type(T): type<T>', (value: CelValue) => new TypeValue(typeOfValue(value))],
  ['dyn(T): dyn', same],
];
