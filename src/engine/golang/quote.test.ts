import { test } from 'node:test';
import { expect } from 'expect';
import { compareBytes } from './bytes';
import { printMapSyntax, printSliceSyntax, printStructSyntax, printValue } from './printf';
import { quote, quoteSlice } from './quote';

test('%q escapes what is not printable', () => {
  expect(quote('a"b\\c')).toBe('"a\\"b\\\\c"');
  expect(quote('\u0007\b\f\n\r\t\v\u0000\u001f\u007f')).toBe('"\\a\\b\\f\\n\\r\\t\\v\\x00\\x1f\\x7f"');
  expect(quote("é日本😀\ufffd'<>&")).toBe('"é日本😀\ufffd\'<>&"');
  expect(quote('\u00a0\u200b\u00ad\u2028\u{e0001}')).toBe('"\\u00a0\\u200b\\u00ad\\u2028\\U000e0001"');
});
test('%q of a slice', () => {
  expect(quoteSlice(['a', 'b"'])).toBe('["a" "b\\""]');
});
test('%v sorts maps', () => {
  expect(printValue({ b: ['x', 'y'], a: null })).toBe('map[a:<nil> b:[x y]]');
});
test('%#v', () => {
  expect(printSliceSyntax(['a', 'b'])).toBe('[]string{"a", "b"}');
  expect(printSliceSyntax(undefined)).toBe('[]string(nil)');
  expect(printMapSyntax({ b: 'x', a: '\n' })).toBe('map[string]string{"a":"\\n", "b":"x"}');
  expect(printStructSyntax('rbac.RoleRef', { Kind: '"Role"' })).toBe('rbac.RoleRef{Kind:"Role"}');
});
test('strings are ordered by their bytes', () => {
  expect(['\uffff', '😀', 'a', 'B', ''].sort(compareBytes)).toEqual(['', 'B', 'a', '\uffff', '😀']);
});
