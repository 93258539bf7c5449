/** The parts of a moment in a time zone, and of a duration. After github.com/google/cel-go/common/stdlib/standard.go. */
import { secondsOf, nanosOf } from '../values/time';
import type { Duration, Timestamp } from '../values/value';
import type { LibraryFunction } from './library-function';

const TIMESTAMP = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';

function atoi(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new Error(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

/** Seconds east of UTC at a moment. A zone is a name or an offset, `+02:00`. */
function offsetOf(seconds: number, zone: string): number {
  if (zone === '' || zone === 'UTC') return 0;
  const colon = zone.indexOf(':');
  if (colon !== -1) {
    const [hours, minutes] = [atoi(zone.slice(0, colon)), atoi(zone.slice(colon + 1))];
    return (hours * 60 + (zone.startsWith('-') ? -minutes : minutes)) * 60;
  }
  return namedOffset(seconds, zone);
}
function namedOffset(seconds: number, zone: string): number {
  let parts: Intl.DateTimeFormatPart[];
  try {
    const options = {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const;
    parts = new Intl.DateTimeFormat('en-US', options).formatToParts(seconds * 1000);
  } catch (error) {
    throw new Error(`unknown time zone ${zone}`, { cause: error });
  }
  const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) / 1000 - seconds;
}

/** The moment as UTC would show it if it were the zone. */
function local(moment: Timestamp, zone: string): Date {
  const seconds = Number(secondsOf(moment));
  return new Date((seconds + offsetOf(seconds, zone)) * 1000);
}
const dayOfYear = (date: Date): number =>
  Math.floor((Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000);

const PARTS: readonly (readonly [name: string, part: (date: Date, moment: Timestamp) => number])[] = [
  ['getFullYear', (date) => date.getUTCFullYear()],
  ['getMonth', (date) => date.getUTCMonth()],
  ['getDayOfYear', dayOfYear],
  ['getDayOfMonth', (date) => date.getUTCDate() - 1],
  ['getDate', (date) => date.getUTCDate()],
  ['getDayOfWeek', (date) => date.getUTCDay()],
  ['getHours', (date) => date.getUTCHours()],
  ['getMinutes', (date) => date.getUTCMinutes()],
  ['getSeconds', (date) => date.getUTCSeconds()],
  ['getMilliseconds', (_date, moment) => Number(nanosOf(moment) / 1_000_000n)],
];
const UNITS: readonly (readonly [name: string, nanoseconds: bigint])[] = [
  ['getHours', 3_600_000_000_000n],
  ['getMinutes', 60_000_000_000n],
  ['getSeconds', 1_000_000_000n],
];

export const DATES: readonly LibraryFunction[] = [
  ...PARTS.flatMap(([name, part]): readonly LibraryFunction[] => [
    [`${TIMESTAMP}.${name}(): int`, (moment: Timestamp) => BigInt(part(local(moment, 'UTC'), moment))],
    [`${TIMESTAMP}.${name}(string): int`, (moment: Timestamp, zone: string) => BigInt(part(local(moment, zone), moment))],
  ]),
  ...UNITS.map(([name, unit]): LibraryFunction => [`${DURATION}.${name}(): int`, ({ nanoseconds }: Duration) => nanoseconds / unit]),
  [`${DURATION}.getMilliseconds(): int`, ({ nanoseconds }: Duration) => nanoseconds / 1_000_000n],
];
