/** Expected values are what resource.ParseQuantity(...).String() gives. */
import { test } from 'node:test';
import { expect } from 'expect';
import { canonicalQuantity, parseQuantity } from './quantity';
import { addQuantities, compareAmounts, subtractQuantities } from './quantity-arithmetic';

const CASES = {
  '1e1000': '10e999',
  '1e20': '100e18',
  '8Ei': '9223372036854775807',
  '9223372036854775807Ki': '9223372036854775807',
  '12345678901234567890123456789m': '12345678901234567890123456789m',
  '0': '0',
  '00': '0',
  '1': '1',
  '100m': '100m',
  '0.1': '100m',
  '1000m': '1',
  '1024Mi': '1Gi',
  '1023Mi': '1023Mi',
  '1Gi': '1Gi',
  '1.5Gi': '1536Mi',
  '0.5Gi': '512Mi',
  '1000': '1k',
  '1000k': '1M',
  '1500k': '1500k',
  '1e3': '1e3',
  '1E3': '1E3',
  '1.500': '1.500',
  '2.50': '2500m',
  '+5': '+5',
  '-5': '-5',
  '-0.1': '-100m',
  '1.2345678901': '1234567891n',
  '0.0000000001': '1n',
  '100000000000000000000': '100E',
  '1Ei': '1Ei',
  '9223372036854775807': '9223372036854775807',
  '8Ki': '8Ki',
  '1000Ki': '1000Ki',
  '1.0': '1',
  '12e-3': '12e-3',
  '5.': '5.',
  '512': '512',
  '1024': '1024',
  '1.1Ki': '1126400m',
  '0.1Ki': '102400m',
  '10Ei': '9223372036854775807',
  '123456789012345678901234567890': '123456789012345678901234567890',
  '1e30': '1e30',
  '3u': '3u',
  '500n': '500n',
  '0.001Ki': '1024m',
  '1.': '1.',
  '.5': '500m',
  '.': '0',
};

for (const [given, canonical] of Object.entries(CASES)) test(`${given} is written ${canonical}`, () => expect(canonicalQuantity(given)).toBe(canonical));

test('refused', () => {
  expect(() => canonicalQuantity('x')).toThrow("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
  expect(() => canonicalQuantity('1kk')).toThrow("unable to parse quantity's suffix");
});

test('an exponent is not written out, however big', () => {
  expect(canonicalQuantity('1e1000000000')).toBe('10e999999999');
  expect(canonicalQuantity('1e-1000000000')).toBe('1e-9');
  expect(() => canonicalQuantity('1e99999999999999999999')).toThrow("unable to parse quantity's suffix");
});

for (const [a, b, order] of [
  ['1e1000000000', '1e999999999', 1],
  ['1e1000000000', '-1e1000000000', 1],
  ['-1e1000000000', '1', -1],
  ['1e1000000000', '10e999999999', 0],
  ['0', '0e1000000000', 0],
  ['1.5', '1500m', 0],
  ['1500m', '1501m', -1],
  ['-2', '-1', -1],
  [`${'9'.repeat(40)}`, `1e40`, -1],
] as const)
  test(`${a.slice(0, 20)} is ${['less than', 'as much as', 'more than'][order + 1] ?? ''} ${b.slice(0, 20)}, whatever the exponents`, () =>
    expect(compareAmounts(parseQuantity(a), parseQuantity(b))).toBe(order));

test('a sum whose digits would fill memory is its greater part', () => {
  expect(addQuantities('1e1000000000', '1')).toBe('10e999999999');
  expect(subtractQuantities('1e3', '1e1000000000')).toBe('-10e999999999');
  expect(addQuantities('1', '500m')).toBe('1500m');
});
