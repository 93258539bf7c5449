import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { stepCatalogue } from './step-catalogue';

const PAGE = path.join(__dirname, '..', '..', 'docs', 'asserting.md');

describe('docs/asserting.md', () => {
  it('has a row for each built-in step, in the order of docs/steps.md, and says how it could hold and what prevents it', () => {
    const rows = readFileSync(PAGE, 'utf8')
      .split('\n')
      .filter((line) => /^\| `(?:Given|When|Then) /.test(line))
      .map((line) => line.split(/(?<!\\)\|/).slice(1, -1));
    const steps = stepCatalogue().chapters.flatMap(({ steps: of }) => of.map(({ keyword, text }) => `${keyword} ${text}`));
    expect(rows.map(([step = '']) => step.trim().slice(1, -1))).toEqual(steps);
    expect(rows.filter((cells) => cells.length !== 3 || cells.some((cell) => cell.trim().length < 5))).toEqual([]);
  });
});
