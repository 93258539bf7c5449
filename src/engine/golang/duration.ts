/**
 * Durations as Go writes them, 1h30m or 1.5s, in milliseconds here. After time.ParseDuration and Duration.String.
 */
import { quote } from './quote';
import { table } from './map';

const UNITS = table<number>({ ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 });

/** 2^63 - 1 nanoseconds. */
const LONGEST = 9_223_372_036_854.775;

export function parseDuration(text: string): number {
  const invalid = new Error(`time: invalid duration ${quote(text)}`);
  const [, sign = '', unsigned = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  if (unsigned === '0') return 0;
  if (unsigned === '') throw invalid;
  let total = 0;
  for (let rest = unsigned; rest !== '';) {
    const [whole = '', digits = '', unit = ''] = /^(\d+(?:\.\d*)?|\.\d+)([^.\d]*)/.exec(rest) ?? [];
    if (digits === '') throw invalid;
    if (unit === '') throw new Error(`time: missing unit in duration ${quote(text)}`);
    const scale = UNITS[unit];
    if (scale === undefined) throw new Error(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    total += Number(digits) * scale;
    rest = rest.slice(whole.length);
  }
  if (total > LONGEST) throw invalid;
  return sign === '-' ? -total : total;
}

/** 90000 is 1m30s; less than a second is printed in the largest unit that makes it at least one. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s';
  const sign = milliseconds < 0 ? '-' : '';
  const size = Math.abs(milliseconds);
  if (size < 1000) return sign + (size >= 1 ? `${size}ms` : size >= 1e-3 ? `${size * 1e3}µs` : `${Math.round(size * 1e6)}ns`);
  const [hours, minutes, seconds] = [Math.floor(size / 3_600_000), Math.floor(size / 60_000) % 60, (size % 60_000) / 1000];
  return sign + (hours > 0 ? `${hours}h` : '') + (hours > 0 || minutes > 0 ? `${minutes}m` : '') + `${seconds}s`;
}
