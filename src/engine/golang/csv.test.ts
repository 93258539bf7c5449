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
test('Go before 1.17 counts columns from zero, and is past the end where a quoted field does not end', () => {
  const old = { columnsFromOne: false };
  expect(() => parseCsv('a,ü"c,d\n', old)).toThrow('parse error on line 1, column 3: bare " in non-quoted-field');
  expect(() => parseCsv('t,u,i,"a"b\n', old)).toThrow('parse error on line 1, column 8: extraneous or missing " in quoted-field');
  expect(() => parseCsv('t,u,i\n\nx,y,"z\nv\n', old)).toThrow('record on line 3; parse error on line 5, column 0: extraneous or missing " in quoted-field');
});
