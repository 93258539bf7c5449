/** Numbers that may be a share of something. After ValidatePositiveIntOrPercent and IsNotMoreThan100Percent of pkg/apis/apps/validation. */
import { invalidValue, GoPrinted, type FieldValue } from '../../../errors/field-error';
import { quote } from '../../../golang/quote';
import type { Version } from '../../../versions';
import { nonNegative, when, type Errors } from './checks';

export type IntOrPercent = number | string;

const PERCENT = "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

export function intOrPercentPrinted(value: IntOrPercent, version: Version): FieldValue {
  if (version.has('jsonFieldErrors')) return value;
  return new GoPrinted(
    typeof value === 'string' ? `intstr.IntOrString{Type:1, IntVal:0, StrVal:${quote(value)}}` : `intstr.IntOrString{Type:0, IntVal:${value}, StrVal:""}`,
  );
}

export function intOrPercent(value: IntOrPercent, at: string, version: Version): Errors {
  if (typeof value === 'number') return nonNegative(value, at);
  return when(!/^[0-9]+%$/.test(value), () => invalidValue(at, intOrPercentPrinted(value, version), PERCENT));
}

/** Returns 0 for what is neither a number nor a percentage. */
export const amountOf = (value: IntOrPercent): number => (typeof value === 'number' ? value : /^[0-9]+%?$/.test(value) ? Number(value.replace('%', '')) : 0);

export const atMostWhole = (value: IntOrPercent, at: string, version: Version): Errors =>
  when(typeof value === 'string' && amountOf(value) > 100, () => invalidValue(at, intOrPercentPrinted(value, version), 'must not be greater than 100%'));
