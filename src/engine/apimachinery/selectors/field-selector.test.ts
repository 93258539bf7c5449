import { test } from 'node:test';
import { expect } from 'expect';
import { parseFieldSelector } from './field-selector';

// As fields.ParseSelector; modern-rest/lists has `=` from a real server.
test('a term without field and value selects anything', () => {
  for (const selector of ['=', '!=', '==', '', ',']) expect(parseFieldSelector(selector)).toEqual([]);
  expect(parseFieldSelector('=,a=b')).toEqual([{ field: 'a', value: 'b', equal: true }]);
  expect(parseFieldSelector('=b')).toEqual([{ field: '', value: 'b', equal: true }]);
});
