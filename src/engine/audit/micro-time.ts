/** Times of events: with microseconds, as metav1.MicroTime has them; RFC3339Nano leaves zeros at the end out. */

import { trimRight } from '../golang/trim';

const MILLISECOND = 1000;

/** Microseconds since 1970. */
export const nowMicros = (): number => Math.floor((performance.timeOrigin + performance.now()) * MILLISECOND);

const seconds = (micros: number): string => new Date(Math.floor(micros / MILLISECOND)).toISOString().slice(0, 19);
const fraction = (micros: number): string => String(micros % 1_000_000).padStart(6, '0');

export const microTime = (micros: number): string => `${seconds(micros)}.${fraction(micros)}Z`;

/** metav1.Time. */
export const secondTime = (micros: number): string => `${seconds(micros)}Z`;

export function nanoTime(micros: number): string {
  const rest = trimRight(fraction(micros), '0');
  return rest === '' ? `${seconds(micros)}Z` : `${seconds(micros)}.${rest}Z`;
}
