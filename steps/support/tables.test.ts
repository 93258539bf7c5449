import { describe, it } from 'node:test';
import { DataTable } from '@cucumber/cucumber';
import { expect } from 'expect';
import { pairsOf, rowsOf } from './tables';

const COLUMNS = ['verb', 'object', 'answer'] as const;
const table = (...rows: string[][]): DataTable => new DataTable(rows);

describe('rowsOf', () => {
  it('reads the columns by their header, in any order', () => {
    expect(rowsOf(table(['answer', 'verb', 'object'], ['yes', 'get', 'pods']), COLUMNS)).toEqual([{ verb: 'get', object: 'pods', answer: 'yes' }]);
  });

  const refused: readonly (readonly [string, DataTable, string])[] = [
    [
      'a row that stands where the header belongs',
      table(['get', 'pods', 'yes']),
      'The table has no column "verb", "object", "answer"; its first row is "get", "pods", "yes". The first row is the header: | verb | object | answer |',
    ],
    ['a misspelt header', table(['verb', 'objekt', 'answer'], ['get', 'pods', 'yes']), 'no column "object"'],
    ['a column that is not read', table(['verb', 'object', 'answer', 'why'], ['get', 'pods', 'yes', 'x']), 'reads once only: "why"'],
    ['a column that is there twice', table(['verb', 'object', 'answer', 'verb'], ['get', 'pods', 'yes', 'list']), 'reads once only: "verb"'],
    ['a header without rows', table([...COLUMNS]), 'asserts nothing'],
  ];
  for (const [what, wrong, message] of refused) it(`refuses ${what}`, () => expect(() => rowsOf(wrong, COLUMNS)).toThrow(message));
});

describe('pairsOf', () => {
  it('reads a name and its value from each row', () => {
    expect(pairsOf(table(['authorization-mode', 'RBAC'], ['v', '2']), 'flag')).toEqual({ 'authorization-mode': 'RBAC', v: '2' });
  });

  it('refuses a name that is there twice, of which one would be lost', () => {
    expect(() => pairsOf(table(['v', '1'], ['v', '2']), 'flag')).toThrow('The flag "v" is there twice: only one row can count.');
  });

  it('refuses a row of another width', () => {
    expect(() => pairsOf(table(['v']), 'flag')).toThrow('A row of this table is a flag and its value; this row has 1 cells: "v".');
  });
});
