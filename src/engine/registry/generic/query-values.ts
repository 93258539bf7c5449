/**
 * Query values as the fields of an options type: apimachinery's conversions from url.Values.
 * After k8s.io/apimachinery/pkg/runtime/conversion.go and pkg/apis/meta/v1/conversion.go.
 */
import { quote } from '../../golang/quote';
import { badRequest } from '../../errors/status-error';

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);

/** Present without a value counts as true; only "false" and "0" do not. */
export function booleanValue(query: URLSearchParams, name: string): boolean | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  return value.toLowerCase() !== 'false' && value !== '0';
}

/** Throws 400 with strconv's text. */
export function integerValue(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  if (!/^[+-]?[0-9]+$/.test(value)) throw badRequest(`strconv.ParseInt: parsing ${quote(value)}: invalid syntax`);
  const whole = BigInt(value.replace(/^\+/, ''));
  if (whole > MAX_INT64 || whole < MIN_INT64) throw badRequest(`strconv.ParseInt: parsing ${quote(value)}: value out of range`);
  return Number(whole);
}

const MOST_PORT = 65_535n;

/** Numbers of ports, in several parameters or with commas in one. Throws 400 with strconv's text. */
export function portValues(query: URLSearchParams, name: string): readonly number[] | undefined {
  const values = query.getAll(name).flatMap((value) => value.split(','));
  for (const value of values) {
    const fault = !/^[0-9]+$/.test(value) ? 'invalid syntax' : BigInt(value) > MOST_PORT ? 'value out of range' : undefined;
    if (fault !== undefined) throw badRequest(`cannot convert to []int32: strconv.ParseUint: parsing ${quote(value)}: ${fault}`);
  }
  return values.length === 0 ? undefined : values.map(Number);
}
