import { test } from 'node:test';
import { expect } from 'expect';
import { parseCsv } from './csv';

test('fields in quotes may hold commas, quotes and ends of lines', () => {
  expect(parseCsv('t,u,i,"a,b"\r\n\n"x ""y""",z,"1\n2"\n')).toEqual([
    ['t', 'u', 'i', 'a,b'],
    ['x "y"', 'z', '1\n2'],
  ]);
});
test('a quote in the middle of a field is refused', () => {
  expect(() => parseCsv('a,b"c,d\n')).toThrow('parse error on line 1, column 4: bare " in non-quoted-field');
});
test('a quoted field that does not end is refused where the text ends', () => {
  expect(() => parseCsv('a,"b\nc')).toThrow('record on line 1; parse error on line 2, column 2: extraneous or missing " in quoted-field');
});
