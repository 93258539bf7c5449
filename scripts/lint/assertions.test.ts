import { describe, it } from 'node:test';
import { Linter, type Rule } from 'eslint';
import { expect } from 'expect';
import { parser } from 'typescript-eslint';

const { assertions } = require('./assertions.mjs') as { readonly assertions: Rule.RuleModule };

const GIVEN = `
import { deepEqual } from 'node:assert/strict';
import { it } from 'node:test';
import { expect } from 'expect';
import { answer } from './answer';
function compared(): void { expect(answer()).toBe(1); }
const through = (): void => compared();
function called(): void { answer(); again(); }
const again = (): void => called();
`;
const CASES: readonly (readonly [what: string, code: string, asserts: boolean])[] = [
  ['an expectation', "it('x', () => expect(answer()).toBe(1));", true],
  ['an expectation of what is thrown later', "it('x', async () => { await expect(answer()).rejects.toThrow('no'); });", true],
  ['an assertion of node:assert', "it('x', () => { deepEqual(answer(), 1); });", true],
  ['an expectation in a loop', "it('x', () => { for (const one of answer()) { if (one) expect(one).toBe(1); } });", true],
  ['an expectation in a function of the file', "it('x', () => compared());", true],
  ['an expectation in a function that is handed over', "it('x', through);", true],
  ['options and an expectation', "it('x', { timeout: 1000 }, () => expect(answer()).toBe(1));", true],
  ['nothing compared', "it('x', () => { answer(); });", false],
  ['nothing compared in functions that call each other', "it('x', () => called());", false],
  ['a function of its own named expect', "it('x', () => { const expect = answer; expect(1); });", false],
  ['a test that is skipped, with nothing compared', "it.skip('x', () => { answer(); });", false],
  ['no function', "it('x');", false],
];

const faults = (code: string): number =>
  new Linter().verify(
    GIVEN + code,
    {
      files: ['**/*.ts'],
      languageOptions: { parser },
      plugins: { house: { rules: { assertions } } },
      rules: { 'house/assertions': 'error' },
    },
    'x.test.ts',
  ).length;

describe('a test with', () => {
  for (const [what, code, asserts] of CASES)
    it(`${what} is ${asserts ? 'let pass' : 'found'}`, () => {
      expect(faults(code)).toBe(asserts ? 0 : 1);
    });
});
