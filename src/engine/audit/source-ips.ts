/**
 * Where a request comes from: the addresses that proxies name, then the one of the connection.
 * After SourceIPs of k8s.io/apimachinery/pkg/util/net/http.go.
 */
import { isIP } from 'node:net';
import type { ApiRequest } from '../api/http';
import { familyOf, toAddress, toNumber } from '../apimachinery/address-ranges';
import { own } from '../golang/map';
import { trimSpace } from '../golang/trim';

const isAddress = (text: string): boolean => isIP(text) !== 0 && !text.includes('%');

function headerOf({ headers }: ApiRequest, name: string): string {
  const value = own(headers, name) ?? '';
  return typeof value === 'string' ? value : (value[0] ?? '');
}

const MAPPED = /^::ffff:(?=\d+\.)/i;

/** As Go writes it: in its shortest form, and an IPv4 address in IPv6 as the former. */
function written(address: string): string {
  const plain = address.replace(MAPPED, '');
  return familyOf(plain) === 'IPv4' ? plain : toAddress(toNumber(plain), 'IPv6');
}

/** The address of `10.0.0.1:443` or `::1:443`, or one without a port. */
function remoteOf({ remoteAddress = '' }: ApiRequest): string {
  const host = remoteAddress.slice(0, remoteAddress.lastIndexOf(':'));
  return isAddress(host) ? host : remoteAddress;
}

export function sourceIps(request: ApiRequest): readonly string[] {
  const addresses = headerOf(request, 'x-forwarded-for').split(',').map(trimSpace).filter(isAddress).map(written);
  const realIp = headerOf(request, 'x-real-ip');
  if (isAddress(realIp) && !addresses.includes(written(realIp))) addresses.push(written(realIp));
  const remote = remoteOf(request);
  if (isAddress(remote) && addresses.at(-1) !== written(remote)) addresses.push(written(remote));
  return addresses;
}
