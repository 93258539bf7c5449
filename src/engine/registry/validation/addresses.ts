/** Addresses and ranges of addresses. After pkg/apis/core/validation IsValidIPForLegacyField and IsValidCIDRForLegacyField. */
import { isIP } from 'node:net';
import { invalidValue, type FieldError } from '../../response/field-error';
import { when, type Errors } from './checks';

const IP = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
const CIDR = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';

export function isCidr(value: string): boolean {
  const [address = '', length = '', ...more] = value.split('/');
  const family = isIP(address);
  return more.length === 0 && family !== 0 && /^(0|[1-9]\d*)$/.test(length) && Number(length) <= (family === 4 ? 32 : 128);
}

export const ipAddress = (value: string, at: string): Errors => when(isIP(value) === 0, (): FieldError => invalidValue(at, value, IP));
export const cidr = (value: string, at: string): Errors => when(!isCidr(value), (): FieldError => invalidValue(at, value, CIDR));
