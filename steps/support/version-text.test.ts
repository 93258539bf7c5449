import { test } from 'node:test';
import { DataTable } from '@cucumber/cucumber';
import { expect } from 'expect';
import { argumentOf, textOf } from './version-text';

const TEXT = 'nodes is forbidden: <since 1.37: abac: >No policy matched.<until 1.20:  Ask again.>';

test('a text says in each version what it says there', () => {
  expect(textOf(TEXT, '1.20')).toBe('nodes is forbidden: No policy matched. Ask again.');
  expect(textOf(TEXT, '1.36')).toBe('nodes is forbidden: No policy matched.');
  expect(textOf(TEXT, '1.37')).toBe('nodes is forbidden: abac: No policy matched.');
});

test('a line that is of other versions only is left out', () => {
  expect(textOf('a\n  <since 1.37: b>\n\nc', '1.36')).toBe('a\n\nc');
  expect(textOf('a\n  <since 1.37: b>\n\nc', '1.37')).toBe('a\n  b\n\nc');
});

test('other words in angle brackets stay', () => {
  expect(textOf('<uid> <since noon: x> <unset>', '1.37')).toBe('<uid> <since noon: x> <unset>');
});

test('masks in a part stay', () => {
  expect(textOf('- <until 1.23: name: robot-token-<rand>>', '1.20')).toBe('- name: robot-token-<rand>');
  expect(textOf('a\n<until 1.23: name: robot-token-<rand>>', '1.36')).toBe('a');
});

test('cells of tables are texts too', () => {
  const table = argumentOf(new DataTable([['a', '<since 1.37: b>c']]), '1.36');
  expect((table as DataTable).raw()).toEqual([['a', 'c']]);
  expect(argumentOf(3, '1.37')).toBe(3);
});
