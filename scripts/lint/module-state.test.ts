import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
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
  ['a list that is written out and grows', 'const waiting = [1]; export const add = (n: number) => waiting.push(n);', 'changed'],
  ['a map that is given its content and more later', "const known = new Map([['a', 1]]); export const learn = () => known.set('b', 2);", 'changed'],
  ['an object with a field that is set later', 'const state = { open: false }; export const open = () => { state.open = true; };', 'changed'],
  ['an object whose field is deleted', 'const state = { open: false }; export const close = () => { delete state.open; };', 'changed'],
  ['an object that is only read', 'const words = { open: 1 }; export const open = () => words.open;', undefined],
  ['the object that all modules share', 'const counts = globalThis as Counts;', 'variable'],
  ['an instance', 'const agent = new Agent();', 'instance'],
  ['an instance that is exported', 'export const secrets = new Masker();', 'instance'],
  ['an instance of a class that is named', 'const NOTHING = new Granted([]);', undefined],
  ['an expression', "const DIGITS = new RegExp('[0-9]');", undefined],
  ['a map of a function', 'export const cache = () => { const known = new Map<string, number>(); return known; };', undefined],
];

/** The comment that suppresses it. */
const SUPPRESSED = /eslint-disable(?:-next-line)? house\/module-state/;

const reported = (code: string): string | undefined =>
  new Linter().verify(
    code,
    {
      files: ['**/*.ts'],
      languageOptions: { parser },
      plugins: { house: { rules: { 'module-state': moduleState } } },
      rules: { 'house/module-state': ['error', { unchanging: ['Granted'] }] },
    },
    'x.ts',
  )[0]?.messageId;

describe('state of a module', () => {
  for (const [what, code, found] of CASES)
    it(`${what} is ${found === undefined ? 'let pass' : 'found'}`, () => {
      expect(reported(code)).toBe(found);
    });

  it('is let be in these places only, each with its reason', () => {
    const root = path.join(__dirname, '..', '..');
    const files = ['src', 'steps', 'scripts', 'bench', 'fuzz'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !/\.(?:test|fixture)\.ts$/.test(file))
        .map((file) => path.join(folder, file)),
    );
    const suppressing = files.filter((file) => SUPPRESSED.test(readFileSync(path.join(root, file), 'utf8')));
    expect(suppressing.sort()).toEqual(['src/engine/golang/turns.ts', 'src/engine/http/accepted.ts', 'src/runner/assertion-count.ts', 'steps/support/runs.ts']);
  });
});
