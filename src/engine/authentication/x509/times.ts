/**
 * The times of a certificate. Two digits of a year are of 1950 to 2049. A time that is not written in the one way that it can be
 * written in is refused. After ReadASN1UTCTime and ReadASN1GeneralizedTime of golang.org/x/crypto/cryptobyte.
 */
import { MalformedDer, TAG, type DerReader } from './der';

const UTC = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:Z|([+-])(\d{2})(\d{2}))$/;
const GENERALIZED = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:Z|([+-])(\d{2})(\d{2}))$/;

function millisecondsOf(match: RegExpExecArray, why: string): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((digits: string | undefined) => Number(digits ?? 0));
  const [sign, hours, minutes] = [match[7], Number(match[8] ?? 0), Number(match[9] ?? 0)];
  const full = match[1]?.length === 2 ? year + (year >= 50 ? 1900 : 2000) : year;
  const time = new Date(0);
  time.setUTCFullYear(full, month - 1, day);
  const exists = time.getUTCMonth() === month - 1 && time.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  // No difference from UTC is written as Z.
  const offset = hours * 60 + minutes;
  if (!exists || (sign !== undefined && (offset === 0 || minutes >= 60 || hours > 24))) throw new MalformedDer(why);
  time.setUTCHours(hour, minute, second);
  return time.getTime() - (sign === '-' ? -offset : offset) * 60_000;
}

/** The next time, in milliseconds. */
export function timeIn(reader: DerReader): number {
  const isUtc = reader.isNext(TAG.utcTime);
  if (!isUtc && !reader.isNext(TAG.generalizedTime)) throw new MalformedDer('x509: unsupported time format');
  const why = `x509: malformed ${isUtc ? 'UTCTime' : 'GeneralizedTime'}`;
  const text = reader.content(isUtc ? TAG.utcTime : TAG.generalizedTime, why).toString('latin1');
  const match = (isUtc ? UTC : GENERALIZED).exec(text);
  if (match === null) throw new MalformedDer(why);
  return millisecondsOf(match, why);
}
