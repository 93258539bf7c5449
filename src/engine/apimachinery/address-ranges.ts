/** Ranges of addresses of both families, as numbers. After k8s.io/utils/net and pkg/registry/core/service/ipallocator. */
import { isIP } from 'node:net';

export type AddressFamily = 'IPv4' | 'IPv6';

export interface AddressRange {
  readonly family: AddressFamily;
  /** The lowest address, and how many there are. */
  readonly base: bigint;
  readonly size: bigint;
  readonly cidr: string;
}

export const familyOf = (address: string): AddressFamily => (address.includes(':') ? 'IPv6' : 'IPv4');

const fromParts = (parts: readonly string[], base: number, width: bigint): bigint =>
  parts.reduce((number, part) => (number << width) | BigInt(parseInt(part === '' ? '0' : part, base)), 0n);

/** The groups of an IPv6 address, those that `::` leaves out among them. */
function groupsOf(address: string): readonly string[] {
  // WHATWG URLs have addresses in their canonical form, the last four bytes in hexadecimal digits too.
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const groups = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));
  if (tail === undefined) return groups(head);
  const [before, after] = [groups(head), groups(tail)];
  return [...before, ...new Array<string>(8 - before.length - after.length).fill('0'), ...after];
}

/** Leading zeros of a byte do not count. */
export const toNumber = (address: string): bigint =>
  familyOf(address) === 'IPv4' ? fromParts(address.split('.'), 10, 8n) : fromParts(groupsOf(address), 16, 16n);

export function toAddress(number: bigint, family: AddressFamily): string {
  const part = (shift: number, mask: bigint): bigint => (number >> BigInt(shift)) & mask;
  if (family === 'IPv4') return [24, 16, 8, 0].map((shift) => part(shift, 0xffn)).join('.');
  const groups = [112, 96, 80, 64, 48, 32, 16, 0].map((shift) => part(shift, 0xffffn).toString(16));
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
}

/** Returns undefined for a text that is not a range. */
export function addressRange(cidr: string): AddressRange | undefined {
  const [address = '', length = ''] = cidr.trim().split('/');
  if (isIP(address) === 0 || !/^\d+$/.test(length)) return undefined;
  const family = familyOf(address);
  const free = (family === 'IPv4' ? 32 : 128) - Number(length);
  if (free < 0) return undefined;
  const size = 1n << BigInt(free);
  return { family, base: toNumber(address) & ~(size - 1n), size, cidr };
}

/** The ranges of a list with commas. */
export const addressRanges = (list: string): readonly AddressRange[] =>
  list.split(',').flatMap((cidr) => {
    const range = addressRange(cidr);
    return range === undefined ? [] : [range];
  });

/** Neither the address of the network nor, with IPv4, that of all of it is given to anything. */
export function isUsable({ family, base, size }: AddressRange, address: string): boolean {
  if (familyOf(address) !== family) return false;
  const offset = toNumber(address) - base;
  return offset > 0n && offset < size - (family === 'IPv4' ? 1n : 0n);
}

/** The address of the Service kubernetes. */
export const firstAddress = ({ base, family }: AddressRange): string => toAddress(base + 1n, family);
