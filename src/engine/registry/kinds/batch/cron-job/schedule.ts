/** Schedules of CronJobs. Texts: github.com/robfig/cron/v3 parser.go, of which ParseStandard is used. */
import type { Version } from '../../../../versions';

const FIELDS = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const;
type FieldRange = (typeof FIELDS)[number];
const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

class Unparsed extends Error {}

function numberOf(text: string, { names, min }: FieldRange): number {
  const at = (names as readonly string[]).indexOf(text.toLowerCase());
  if (at >= 0) return at + (names.length === 12 ? min : 0);
  const value = Number(text);
  if (!/^[+-]?\d+$/.test(text)) throw new Unparsed(`failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  if (value < 0) throw new Unparsed(`negative number (${value}) not allowed: ${text}`);
  return value;
}

function checkRange(expression: string, field: FieldRange): void {
  const [range = '', step, ...more] = expression.split('/');
  const [low = '', high, ...ends] = range.split('-');
  if (more.length > 0) throw new Unparsed(`too many slashes: ${expression}`);
  let start: number = field.min;
  let end: number = field.max;
  if (low !== '*' && low !== '?') {
    start = numberOf(low, field);
    if (ends.length > 0) throw new Unparsed(`too many hyphens: ${expression}`);
    end = high === undefined ? start : numberOf(high, field);
  }
  if (step !== undefined && numberOf(step, { ...field, names: [] } as unknown as FieldRange) === 0)
    throw new Unparsed(`step of range should be a positive number: ${expression}`);
  if (step !== undefined && high === undefined && low !== '*' && low !== '?') end = field.max;
  if (start < field.min) throw new Unparsed(`beginning of range (${start}) below minimum (${field.min}): ${expression}`);
  if (end > field.max) throw new Unparsed(`end of range (${end}) above maximum (${field.max}): ${expression}`);
  if (start > end) throw new Unparsed(`beginning of range (${start}) beyond end of range (${end}): ${expression}`);
}

/** `undefined` for a schedule that is good. */
export function cronScheduleProblem(schedule: string, version: Version): string | undefined {
  const spec = schedule.replace(/^(CRON_)?TZ=\S+ /, '').trim();
  if (spec.startsWith('@')) {
    if (DESCRIPTORS.includes(spec) || /^@every \d/.test(spec)) return undefined;
    return `unrecognized descriptor: ${spec}`;
  }
  const fields = spec.split(/\s+/).filter((field) => field !== '');
  if (fields.length !== FIELDS.length && !version.has('commonValidationWords')) return `Expected exactly 5 fields, found ${fields.length}: ${schedule}`;
  if (fields.length !== FIELDS.length) return `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`;
  try {
    fields.forEach((field, index) => {
      const range = FIELDS[index];
      if (range !== undefined) for (const expression of field.split(',').filter((part) => part !== '')) checkRange(expression, range);
    });
    return undefined;
  } catch (error) {
    if (error instanceof Unparsed) return error.message;
    throw error;
  }
}
