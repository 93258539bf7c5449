/** Times as Go reads and writes them: RFC 3339 with any zone in, UTC out; words of time.ParseError. */
import { quote } from '../../golang/quote';

const LAYOUT = '2006-01-02T15:04:05Z07:00';
const ELEMENTS: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}/, '2006'],
  [/^-/, '-'],
  [/^\d{2}/, '01'],
  [/^-/, '-'],
  [/^\d{2}/, '02'],
  [/^T/, 'T'],
  [/^\d{1,2}/, '15'],
  [/^:/, ':'],
  [/^\d{2}/, '04'],
  [/^:/, ':'],
  [/^\d{2}(?:[.,]\d+)?/, '05'],
  [/^(?:Z|[+-]\d{2}:\d{2})/, 'Z07:00'],
];

export interface ParsedTime {
  /** Seconds since 1970. */
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

export function parseTime(text: string): ParsedTime {
  let rest = text;
  const parts: string[] = [];
  for (const [pattern, element] of ELEMENTS) {
    const found = pattern.exec(rest)?.[0];
    if (found === undefined) throw new Error(`parsing time ${quote(text)} as ${quote(LAYOUT)}: cannot parse ${quote(rest)} as ${quote(element)}`);
    parts.push(found);
    rest = rest.slice(found.length);
  }
  const [year = '', , month = '', , day = '', , hour = '', , minute = '', , second = '', zone = ''] = parts;
  const outOfRange = (what: string): never => {
    throw new Error(`parsing time ${quote(text)}: ${what} out of range`);
  };
  if (Number(month) < 1 || Number(month) > 12) outOfRange('month');
  if (Number(hour) > 23) outOfRange('hour');
  if (Number(minute) > 59) outOfRange('minute');
  if (Number(second.slice(0, 2)) > 59) outOfRange('second');
  if (rest !== '') throw new Error(`parsing time ${quote(text)}: extra text: ${quote(rest)}`);
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) outOfRange('day');
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second.slice(0, 2)));
  const offset = zone === 'Z' ? 0 : (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))) * (zone.startsWith('-') ? -60 : 60);
  const nanoseconds = Number(second.slice(3).padEnd(9, '0').slice(0, 9));
  return { seconds: BigInt(date.getTime() / 1000 - offset), nanoseconds };
}

/** The zero time of Go: what an unset time is. */
const ZERO_SECONDS = -62135596800n;

export function printTime({ seconds, nanoseconds }: ParsedTime, micro = false): string | null {
  if (seconds === ZERO_SECONDS && nanoseconds === 0) return null;
  const whole = new Date(Number(seconds) * 1000).toISOString().replace(/\.\d+Z$/, '');
  return micro ? `${whole}.${String(Math.trunc(nanoseconds / 1000)).padStart(6, '0')}Z` : `${whole}Z`;
}
