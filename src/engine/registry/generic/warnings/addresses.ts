/** What a client is warned of that writes addresses in another than their canonical form. After k8s.io/apimachinery/pkg/util/validation/ip.go. */
import { isIPv6 } from 'node:net';
import { familyOf, toAddress, toNumber } from '../../../apimachinery/address-ranges';
import { quote } from '../../../golang/quote';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const canonical = (address: string): string => toAddress(toNumber(address), familyOf(address));
/** Returns an IPv4 address without zeros before its numbers, and one that is within an IPv6 address; undefined where it is none. */
function plainIPv4(address: string): string | undefined {
  const text = MAPPED.exec(address)?.[1] ?? address;
  return /^\d+(\.\d+){3}$/.test(text) ? text.split('.').map(Number).join('.') : undefined;
}

export function addressWarnings(address: string, at: string): readonly string[] {
  const plain = plainIPv4(address);
  if (plain !== undefined) return plain === address ? [] : [`${at}: non-standard IP address ${quote(address)} is invalid: use ${quote(plain)}`];
  if (!isIPv6(address) || canonical(address) === address) return [];
  return [`${at}: IPv6 address ${quote(address)} should be in RFC 5952 canonical format (${quote(canonical(address))})`];
}

const BITS = { IPv4: 32, IPv6: 128 } as const;

export function rangeWarnings(range: string, at: string): readonly string[] {
  const [given = '', length = ''] = range.split('/');
  const address = plainIPv4(given) ?? given;
  if (plainIPv4(given) === undefined && !isIPv6(given)) return [];
  const family = familyOf(address);
  const bits = BITS[family];
  const host = BigInt(bits - Number(length));
  const number = toNumber(address);
  const first = toAddress((number >> host) << host, family);
  const net = `${first}/${Number(length)}`;
  const warnings = [
    ...(toNumber(first) === number
      ? []
      : [`${at}: CIDR value ${quote(range)} is ambiguous in this context (should be ${quote(net)} or ${quote(`${toAddress(number, family)}/${bits}`)}?)`]),
    ...(address === given && String(Number(length)) === length ? [] : [`${at}: non-standard CIDR value ${quote(range)} is invalid: use ${quote(net)}`]),
  ];
  if (warnings.length > 0 || family === 'IPv4' || canonical(address) === address) return warnings;
  return [`${at}: IPv6 CIDR value ${quote(range)} should be in RFC 5952 canonical format (${quote(`${canonical(address)}/${length}`)})`];
}
