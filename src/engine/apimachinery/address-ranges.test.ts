/** The values are those of Go's net/netip. */
import { test } from 'node:test';
import { expect } from 'expect';
import { addressRange, addressRanges, firstAddress, isUsable, toAddress, toNumber } from './address-ranges';

test('addresses are numbers and back, IPv6 in its shortest form', () => {
  for (const [given, shown, family] of [
    ['10.0.0.1', '10.0.0.1', 'IPv4'],
    ['010.0.0.001', '10.0.0.1', 'IPv4'],
    ['FE80:0:0:0:0:0:0:0abc', 'fe80::abc', 'IPv6'],
    ['::', '::', 'IPv6'],
    ['2001:db8::192.0.2.1', '2001:db8::c000:201', 'IPv6'],
  ] as const)
    expect(toAddress(toNumber(given), family)).toBe(shown);
});

test('a range begins at its prefix', () => {
  expect(addressRange('10.0.0.77/24')).toMatchObject({ family: 'IPv4', base: toNumber('10.0.0.0'), size: 256n });
  expect(addressRange('2001:db8::/108')).toMatchObject({ family: 'IPv6', size: 1n << 20n });
  for (const text of ['10.0.0.0', '10.0.0.0/33', 'x/24', '']) expect(addressRange(text)).toBeUndefined();
  expect(addressRanges('10.0.0.0/24,2001:db8::/112').map(firstAddress)).toEqual(['10.0.0.1', '2001:db8::1']);
});

test('the first address is that of the network, the last of IPv4 that of all', () => {
  const usable = (cidr: string, address: string): boolean => {
    const range = addressRange(cidr);
    return range !== undefined && isUsable(range, address);
  };
  expect(['10.0.0.0', '10.0.0.1', '10.0.0.254', '10.0.0.255', '10.0.1.0', '2001:db8::1'].map((address) => usable('10.0.0.0/24', address))).toEqual([
    false,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(['2001:db8::', '2001:db8::ffff', '2001:db8::1:0'].map((address) => usable('2001:db8::/112', address))).toEqual([false, true, false]);
});
