import { trimRight } from './trim';

/** In milliseconds: beyond it a Date has no time. */
const LATEST_DATE = 8.64e15;
/** The calendar begins anew every 400 years. */
const CYCLE_YEARS = 400n;
const CYCLE_SECONDS = 12_622_780_800n;
/** The second before which Go's count of seconds goes on at its other end. */
const FIRST_SECOND = -9_223_372_028_741_760_000n;

interface Cycled {
  /** A time of the same day and clock. */
  readonly date: Date;
  readonly years: bigint;
}

function cycled(milliseconds: number): Cycled {
  if (Math.abs(milliseconds) <= LATEST_DATE) return { date: new Date(milliseconds), years: 0n };
  const seconds = BigInt(Math.floor(milliseconds / 1000));
  const counted = seconds < FIRST_SECOND ? seconds + 2n ** 64n : seconds;
  const rest = ((counted % CYCLE_SECONDS) + CYCLE_SECONDS) % CYCLE_SECONDS;
  return { date: new Date(Number(rest) * 1000), years: ((counted - rest) / CYCLE_SECONDS) * CYCLE_YEARS };
}

/** A time as fmt prints it: `2006-01-02 15:04:05.999999999 -0700 MST`. After time.Time.String; the zone is always UTC here. */
export function timeText(milliseconds: number): string {
  const { date, years } = cycled(milliseconds);
  const year = String(BigInt(date.getUTCFullYear()) + years).padStart(4, '0');
  const rest = date.toISOString().replace(/^[+-]?\d+-/, '');
  const [day = '', clock = ''] = rest.replace('Z', '').split('T');
  return `${year}-${day} ${trimRight(trimRight(clock, '0'), '.')} +0000 UTC`;
}

/** A reading of the clock also says how long the process has run. */
export const nowText = (milliseconds: number): string => `${timeText(milliseconds)} m=+${process.uptime().toFixed(9)}`;
