/**
 * Addresses and ranges of addresses, as fields have them that are older than the strict rules: without zeros in front, IPv4 in IPv6
 * and bits beyond the prefix only where the version or its gate asks for that.
 * After k8s.io/apimachinery/pkg/util/validation/ip.go IsValidIPForLegacyField and IsValidCIDRForLegacyField.
 */
import { isIP } from 'node:net';
import { addressRange, familyOf, toAddress, toNumber } from '../../../apimachinery/address-ranges';
import { invalidValue } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import type { Errors } from './checks';

const IP = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
const CIDR = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';

/** An IPv4 address without the zeros that Go before 1.17 ignores. */
const withoutZeros = (address: string): string => (address.includes(':') ? address : address.replace(/(^|\.)0+(?=\d)/g, '$1'));

/** Reports whether it is an address, zeros in front of a byte or not. */
export const isAddress = (value: string): boolean => isIP(withoutZeros(value)) !== 0;

const mapped = (address: string): boolean => address.includes(':') && toAddress(toNumber(address), 'IPv6').startsWith('::ffff:');

export function isCidr(value: string): boolean {
  const [address = '', length = '', ...more] = value.split('/');
  const family = isIP(address);
  return more.length === 0 && family !== 0 && /^(0|[1-9]\d*)$/.test(length) && Number(length) <= (family === 4 ? 32 : 128);
}

export function ipAddress(value: string, at: string, version: Version): Errors {
  if (!isAddress(value)) return [invalidValue(at, value, IP)];
  if (!version.has('strictAddresses')) return [];
  if (isIP(value) === 0) return [invalidValue(at, value, 'must not have leading 0s')];
  return mapped(value) ? [invalidValue(at, value, 'must not be an IPv4-mapped IPv6 address')] : [];
}

export function cidr(value: string, at: string, version: Version): Errors {
  const [address = '', length = '', ...more] = value.split('/');
  const sloppy = `${withoutZeros(address)}/${length.replace(/^0+(?=\d)/, '')}`;
  if (more.length > 0 || !isCidr(sloppy)) return [invalidValue(at, value, CIDR)];
  if (!version.has('strictAddresses')) return [];
  if (sloppy !== value) return [invalidValue(at, value, 'must not have leading 0s in IP or prefix length')];
  if (mapped(address)) return [invalidValue(at, value, 'must not have an IPv4-mapped IPv6 address')];
  const range = addressRange(value);
  return range === undefined || range.base === toNumber(address) ? [] : [invalidValue(at, value, 'must not have bits set beyond the prefix length')];
}

/** A range of a newer field is written as Go prints it. */
export function canonicalCidr(value: string, at: string, version: Version): Errors {
  const errors = cidr(value, at, version);
  const [address = '', length = ''] = value.split('/');
  if (errors.length > 0) return errors;
  const canonical = `${toAddress(toNumber(address), familyOf(address))}/${length}`;
  return canonical === value ? [] : [invalidValue(at, value, `must be in canonical form (${JSON.stringify(canonical)})`)];
}
