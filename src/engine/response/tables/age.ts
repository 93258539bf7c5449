/** How long ago, for people: two units at most, fewer the longer it is. After k8s.io/apimachinery/pkg/util/duration. */
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const both = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`;
const whole = (seconds: number, unit: number): number => Math.floor(seconds / unit);

export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  if (seconds < 10 * MINUTE) return both(whole(seconds, MINUTE), 'm', seconds % MINUTE, 's');
  if (seconds < 3 * HOUR) return `${whole(seconds, MINUTE)}m`;
  if (seconds < 8 * HOUR) return both(whole(seconds, HOUR), 'h', whole(seconds, MINUTE) % 60, 'm');
  if (seconds < 2 * DAY) return `${whole(seconds, HOUR)}h`;
  if (seconds < 8 * DAY) return both(whole(seconds, DAY), 'd', whole(seconds, HOUR) % 24, 'h');
  if (seconds < 2 * YEAR) return `${whole(seconds, DAY)}d`;
  if (seconds < 8 * YEAR) return both(whole(seconds, YEAR), 'y', whole(seconds, DAY) % 365, 'd');
  return `${whole(seconds, YEAR)}y`;
}

/** `time` as it is in JSON. */
export const ageOf = (time: unknown): string => (typeof time === 'string' && time !== '' ? humanDuration(Date.now() - Date.parse(time)) : '<unknown>');
