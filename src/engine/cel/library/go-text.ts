/** How Go writes doubles (%g as strconv does with the shortest digits), times and durations that become texts. */
import { trimRight } from '../../golang/trim';

interface Duration {
  readonly seconds: bigint;
  readonly nanos: number;
}

/** Of a number that has a point. */
const withoutZeros = (text: string): string => trimRight(trimRight(text, '0'), '.');

export function goDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const exponent = value === 0 ? 0 : Number(value.toExponential().split('e')[1]);
  if (exponent >= -4 && exponent < 6) return Object.is(value, -0) ? '-0' : String(value);
  const [mantissa = '', power = ''] = value.toExponential().split('e');
  return `${mantissa}e${power.replace(/^([+-])(\d)$/, '$10$2')}`;
}
export const goTime = (value: Date): string => `${withoutZeros(value.toISOString().slice(0, -1))}Z`;

export function goDuration({ seconds, nanos }: Duration): string {
  const total = seconds * 1_000_000_000n + BigInt(nanos);
  const [sign, magnitude] = total < 0n ? ['-', -total] : ['', total];
  const fraction = (magnitude % 1_000_000_000n).toString().padStart(9, '0');
  return `${sign}${withoutZeros(`${magnitude / 1_000_000_000n}.${fraction}`)}s`;
}
