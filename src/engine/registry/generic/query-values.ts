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
