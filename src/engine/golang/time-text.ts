import { trimRight } from './trim';

/** A time as fmt prints it: `2006-01-02 15:04:05.999999999 -0700 MST`. After time.Time.String; the zone is always UTC here. */
export function timeText(milliseconds: number): string {
  const date = new Date(milliseconds);
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  const rest = date.toISOString().replace(/^[+-]?\d+-/, '');
  const [day = '', clock = ''] = rest.replace('Z', '').split('T');
  return `${year}-${day} ${trimRight(trimRight(clock, '0'), '.')} +0000 UTC`;
}

/** A reading of the clock also says how long the process has run. */
export const nowText = (milliseconds: number): string => `${timeText(milliseconds)} m=+${process.uptime().toFixed(9)}`;
