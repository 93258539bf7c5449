/**
 * Values of one type from those of another, and what cannot be converted. After github.com/google/cel-go/common/types.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { parseDuration } from '../../golang/duration';
import { matchesRegexp } from '../../golang/regexp';
import { goDouble } from '../../golang/double';
import { goDuration, goTime } from './go-text';
import type { LibraryFunction } from './library-function';

const TIMESTAMP = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';
const [SMALLEST, LARGEST] = [-(2n ** 63n), 2n ** 63n - 1n];
const MOST = 2n ** 64n - 1n;

const failed = (to: string): Error => new Error(`type conversion error from 'string' to '${to}'`);

function toBool(text: string): boolean {
  if (['1', 't', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['0', 'f', 'false', 'FALSE', 'False'].includes(text)) return false;
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

function unsigned(value: bigint): UnsignedInt {
  if (value < 0n || value > MOST) throw new Error('unsigned integer overflow');
  return new UnsignedInt(value);
}
function textToUint(text: string): UnsignedInt {
  if (!/^\d+$/.test(text) || BigInt(text) > MOST) throw failed('uint');
  return new UnsignedInt(BigInt(text));
}
function doubleToUint(value: number): UnsignedInt {
  if (!Number.isFinite(value) || value < 0 || value >= Number(MOST)) throw new Error('unsigned integer overflow');
  return new UnsignedInt(BigInt(Math.trunc(value)));
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

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
function textToTime(text: string): Date {
  const time = new Date(text);
  if (!TIME.test(text) || Number.isNaN(time.getTime())) throw failed(TIMESTAMP);
  return time;
}
const BILLION = 1_000_000_000n;
const ofNanoseconds = (total: bigint): Duration => new Duration(total / BILLION, Number(total % BILLION));
function textToDuration(text: string): Duration {
  try {
    return ofNanoseconds(BigInt(Math.round(parseDuration(text) * 1e6)));
  } catch (error) {
    throw new Error(failed(DURATION).message, { cause: error });
  }
}

const matches = (text: string, expression: string): boolean => matchesRegexp(expression, text);

const same = (value: unknown): unknown => value;
const plain = (value: unknown): string => String(value);

export const CONVERSIONS: readonly LibraryFunction[] = [
  ...['bool', 'bytes', 'double', 'int', 'string', 'uint'].map((type): LibraryFunction => [`${type}(${type}): ${type}`, same]),
  [`duration(${DURATION}): ${DURATION}`, same],
  [`timestamp(${TIMESTAMP}): ${TIMESTAMP}`, same],
  ['bool(string): bool', toBool],
  ['bytes(string): bytes', (text: string) => Buffer.from(text)],
  ['double(int): double', (value: bigint) => Number(value)],
  ['double(uint): double', ({ value }: UnsignedInt) => Number(value)],
  ['double(string): double', textToDouble],
  ['int(double): int', doubleToInt],
  [`int(${DURATION}): int`, ({ seconds, nanos }: Duration) => seconds * BILLION + BigInt(nanos)],
  ['int(string): int', textToInt],
  [`int(${TIMESTAMP}): int`, (time: Date) => BigInt(Math.floor(time.getTime() / 1000))],
  ['int(uint): int', ({ value }: UnsignedInt) => inRange(value)],
  ['string(bool): string', plain],
  ['string(bytes): string', bytesToText],
  ['string(double): string', goDouble],
  [`string(${DURATION}): string`, goDuration],
  ['string(int): string', plain],
  [`string(${TIMESTAMP}): string`, goTime],
  ['string(uint): string', ({ value }: UnsignedInt) => plain(value)],
  ['uint(double): uint', doubleToUint],
  ['uint(int): uint', unsigned],
  ['uint(string): uint', textToUint],
  [`duration(int): ${DURATION}`, ofNanoseconds],
  [`duration(string): ${DURATION}`, textToDuration],
  [`timestamp(int): ${TIMESTAMP}`, (seconds: bigint) => new Date(Number(seconds) * 1000)],
  [`timestamp(string): ${TIMESTAMP}`, textToTime],
  ['matches(string, string): bool', matches],
  ['string.matches(string): bool', matches],
];
