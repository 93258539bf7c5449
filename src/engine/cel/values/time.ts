/** Times and durations as texts, as Go reads and writes them. After github.com/google/cel-go/common/types/{timestamp,duration}.go. */
import { trimRight } from '../../golang/trim';
import { Duration, Timestamp } from './value';

export const BILLION = 1_000_000_000n;
const [SMALLEST, LARGEST] = [-(2n ** 63n), 2n ** 63n - 1n];
/** The years 1 to 9999, in seconds. */
const [EARLIEST, LATEST] = [-62_135_596_800n, 253_402_300_799n];

const floorDivide = (value: bigint, by: bigint): bigint => (value < 0n && value % by !== 0n ? value / by - 1n : value / by);
export const secondsOf = ({ nanoseconds }: Timestamp): bigint => floorDivide(nanoseconds, BILLION);
export const nanosOf = ({ nanoseconds }: Timestamp): bigint => nanoseconds - floorDivide(nanoseconds, BILLION) * BILLION;

export const isWithinTimestamps = (seconds: bigint): boolean => seconds >= EARLIEST && seconds <= LATEST;

/** Throws if the moment is in no year from 1 to 9999. */
export function timestamp(nanoseconds: bigint, offset = 0): Timestamp {
  const seconds = floorDivide(nanoseconds, BILLION);
  if (!isWithinTimestamps(seconds)) throw new Error('timestamp overflow');
  return new Timestamp(nanoseconds, offset);
}
export function duration(nanoseconds: bigint): Duration {
  if (nanoseconds < SMALLEST || nanoseconds > LARGEST) throw new Error('duration overflow');
  return new Duration(nanoseconds);
}

const fraction = (nanos: bigint): string => trimRight(trimRight(`.${nanos.toString().padStart(9, '0')}`, '0'), '.');

/** RFC 3339 in the offset of the moment, with as many digits as it has. */
export function timestampText(moment: Timestamp): string {
  const seconds = Number(secondsOf(moment)) + moment.offset * 60;
  const local = new Date(seconds * 1000).toISOString().slice(0, -5);
  return `${local}${fraction(nanosOf(moment))}${moment.offset === 0 ? 'Z' : offsetText(moment.offset)}`;
}
function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}
/** In seconds with a fraction. */
export function durationText({ nanoseconds }: Duration): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  return `${nanoseconds < 0n ? '-' : ''}${size / BILLION}${fraction(size % BILLION)}s`;
}

const TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** Returns undefined if the text is not a time. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const parts = TIME.exec(text);
  if (parts === null) return undefined;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', digits = '', sign, hours = '0', minutes = '0'] = parts;
  const date = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  const isDay = !Number.isNaN(date) && new Date(date).getUTCDate() === Number(day);
  if (!isDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || Number(hours) > 24 || Number(minutes) >= 60) return undefined;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const seconds = BigInt(date / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset * 60);
  if (seconds < EARLIEST || seconds > LATEST) return undefined;
  return new Timestamp(seconds * BILLION + BigInt(digits.padEnd(9, '0').slice(0, 9)), offset);
}

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', BILLION],
  ['m', 60n * BILLION],
  ['h', 3600n * BILLION],
]);

/** Returns undefined if the text is not a duration. After time.ParseDuration. */
export function parseDuration(text: string): Duration | undefined {
  const isNegative = text.startsWith('-');
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === '0') return new Duration(0n);
  if (rest === '') return undefined;
  let total = 0n;
  while (rest !== '') {
    const [all = '', whole = '', , digits = '', unit = ''] = /^(\d*)(\.(\d*))?([^.\d]+)/.exec(rest) ?? [];
    const scale = UNITS.get(unit);
    if (scale === undefined || (whole === '' && digits === '')) return undefined;
    total += BigInt(whole === '' ? '0' : whole) * scale + (BigInt(`0${digits}`) * scale) / 10n ** BigInt(digits.length);
    if (total > 2n ** 63n) return undefined;
    rest = rest.slice(all.length);
  }
  if (total > LARGEST && !(isNegative && total === -SMALLEST)) return undefined;
  return new Duration(isNegative ? -total : total);
}
