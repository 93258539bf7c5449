import { describe, it } from 'node:test';
import { Linter, type Rule } from 'eslint';
import { expect } from 'expect';
import { parser } from 'typescript-eslint';

const { moduleState } = require('./module-state.mjs') as { readonly moduleState: Rule.RuleModule };

const CASES: readonly (readonly [string, string, string | undefined])[] = [
  ['a variable', 'let started = false;', 'variable'],
  ['a variable that is exported', 'export let started = false;', 'variable'],
  ['a map that is filled later', 'const known = new Map<string, number>();', 'collection'],
  ['a set that is filled later', 'export const open: Set<string> = new Set();', 'collection'],
  ['a list that is filled later', 'const waiting: string[] = [];', 'collection'],
  ['a list of functions that is filled later', 'const waiting: (() => void)[] = [];', 'collection'],
  ['a map by its owner', 'const known = new WeakMap<object, number>();', undefined],
  ['a map that is given its content', "const known = new Map([['a', 1]]);", undefined],
  ['a map that stays empty', 'const NONE: ReadonlyMap<string, number> = new Map();', undefined],
  ['a list that stays empty', 'const NONE: readonly string[] = [];', undefined],
  ['a list of a named type that stays empty', 'const NONE: Errors = [];', undefined],
  ['a variable of a function', 'export function count(): number { let sum = 0; sum += 1; return sum; }', undefined],
  ['a map of a function', 'export const cache = () => { const known = new Map<string, number>(); return known; };', undefined],
];

const reported = (code: string): string | undefined =>
  new Linter().verify(
    code,
    {
      files: ['**/*.ts'],
      languageOptions: { parser },
      plugins: { house: { rules: { 'module-state': moduleState } } },
      rules: { 'house/module-state': 'error' },
    },
    'x.ts',
  )[0]?.messageId;

describe('state of a module', () => {
  for (const [what, code, found] of CASES)
    it(`${what} is ${found === undefined ? 'let pass' : 'found'}`, () => {
      expect(reported(code)).toBe(found);
    });
});
