/** How Go writes times and durations that become texts. */
import { trimRight } from '../../golang/trim';

interface Duration {
  readonly seconds: bigint;
  readonly nanos: number;
}

/** Of a number that has a point. */
const withoutZeros = (text: string): string => trimRight(trimRight(text, '0'), '.');

export const goTime = (value: Date): string => `${withoutZeros(value.toISOString().slice(0, -1))}Z`;

export function goDuration({ seconds, nanos }: Duration): string {
  const total = seconds * 1_000_000_000n + BigInt(nanos);
  const [sign, magnitude] = total < 0n ? ['-', -total] : ['', total];
  const fraction = (magnitude % 1_000_000_000n).toString().padStart(9, '0');
  return `${sign}${withoutZeros(`${magnitude / 1_000_000_000n}.${fraction}`)}s`;
}
