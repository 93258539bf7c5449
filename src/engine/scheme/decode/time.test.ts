/** Expected texts are those of Go's time and encoding/base64. */
import { test } from 'node:test';
import { expect } from 'expect';
import { decodeBase64 } from './base64';
import { parseTime, printTime } from './time';

test('times are written in UTC, to the second or to the microsecond', () => {
  expect(printTime(parseTime('2020-01-01T00:00:00.123456789+02:00'))).toBe('2019-12-31T22:00:00Z');
  expect(printTime(parseTime('2020-01-01T00:00:00.123456789+02:00'), true)).toBe('2019-12-31T22:00:00.123456Z');
  expect(printTime(parseTime('0001-01-01T00:00:00Z'))).toBe(null);
});
test('times that are none', () => {
  expect(() => parseTime('x')).toThrow('parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"');
  expect(() => parseTime('2020')).toThrow('parsing time "2020" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "-"');
  expect(() => parseTime('2020-02-30T00:00:00Z')).toThrow('parsing time "2020-02-30T00:00:00Z": day out of range');
  expect(() => parseTime('2020-01-01T00:00:00Zx')).toThrow('parsing time "2020-01-01T00:00:00Zx": extra text: "x"');
});

const BYTES: Readonly<Record<string, number>> = { 'MTIz=': 4, MTI: 0, 'MT Iz': 2, 'MQ=': 3, 'MQ==x': 4, 'MQ=x': 2, 'M===': 1, 'MQ\n=': 4, MTIzM: 4, '-_-_': 0 };
for (const [text, byte] of Object.entries(BYTES)) {
  test(`no base64: ${JSON.stringify(text)}`, () => expect(() => decodeBase64(text)).toThrow(`illegal base64 data at input byte ${byte}`));
}
test('line breaks may stand in base64', () => expect(decodeBase64('MQ\n==\n').toString()).toBe('1'));
