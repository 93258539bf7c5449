import path from 'node:path';
import { describe, it } from 'node:test';
import { Linter, type Rule } from 'eslint';
import { expect } from 'expect';
import ts from 'typescript';
import { parser } from 'typescript-eslint';

const { ownKeys } = require('./own-keys.mjs') as { readonly ownKeys: Rule.RuleModule };

/** What stands before each case. */
const GIVEN = `
import { own, setOwn, table } from '../../src/engine/golang/map';
declare const key: string;
declare const known: 'a' | 'b';
declare const record: Record<string, string>;
declare const maybe: Readonly<Record<string, string>> | undefined;
declare const object: { readonly name?: string; readonly [field: string]: unknown };
declare const struct: { a: string; b: string };
declare const list: readonly string[];
const TABLE = table<string>({ a: 'x' });
`;

const CASES: readonly (readonly [string, string, string | undefined])[] = [
  ['a read by any text', 'export const x = record[key];', 'read'],
  ['of what may be absent', 'export const x = maybe?.[key];', 'read'],
  ['of an object with other fields besides', 'export const x = object[key];', 'read'],
  ['by a text put together', 'export const x = record[`${key}/x` as const];', 'read'],
  ['by a text that is cast to a known key', 'export const x = struct[key as keyof typeof struct];', 'read'],
  ['in a pattern', 'export const { [key]: x, ...rest } = record;', 'read'],
  ['a write', 'record[key] = key;', 'write'],
  ['a write where nothing is', 'record[key] ??= key;', 'write'],
  ['a text that is looked for with in', 'export const x = key in struct;', 'in'],
  ['records put together in place', 'Object.assign(struct, record);', 'assign'],
  ['own()', 'export const x = own(record, key);', undefined],
  ['setOwn()', 'setOwn(record, key, key);', undefined],
  ['a table', 'export const x = TABLE[key];', undefined],
  ['a key that is known', "export const x = [record['a'], record[known], struct[known]];", undefined],
  ['a known key that is looked for with in', "export const x = 'a' in record;", undefined],
  ['a place in a list', 'export const x = list[key.length];', undefined],
  ['a deletion', 'delete record[key];', undefined],
  ['the spread syntax', 'export const x = { ...record, [key]: key };', undefined],
];

const files = new Map(CASES.map(([, code], at) => [path.join(__dirname, `case-${at}.ts`), GIVEN + code]));

/** The types of all cases at once: a program is what takes long. */
function programOfCases(): ts.Program {
  const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, strict: true, noUncheckedIndexedAccess: true, types: [] };
  const host = ts.createCompilerHost(options);
  const onDisk = { readFile: host.readFile, fileExists: host.fileExists, getSourceFile: host.getSourceFile };
  host.fileExists = (name) => files.has(name) || onDisk.fileExists(name);
  host.readFile = (name) => files.get(name) ?? onDisk.readFile(name);
  host.getSourceFile = (name, language, ...rest) => {
    const text = files.get(name);
    return text === undefined ? onDisk.getSourceFile(name, language, ...rest) : ts.createSourceFile(name, text, language, true);
  };
  return ts.createProgram([...files.keys()], options, host);
}

describe('lint: keys from outside never meet a prototype', () => {
  const linter = new Linter({ cwd: __dirname });
  const config: Linter.Config = {
    files: ['**/*.ts'],
    plugins: { house: { rules: { 'own-keys': ownKeys } } },
    languageOptions: { parser, parserOptions: { programs: [programOfCases()] } },
    rules: { 'house/own-keys': 'error' },
  };
  for (const [at, [title, , wanted]] of CASES.entries())
    it(`${wanted === undefined ? 'takes' : 'refuses'} ${title}`, () => {
      const filename = path.join(__dirname, `case-${at}.ts`);
      const messages = linter.verify(files.get(filename) ?? '', config, { filename });
      expect(messages.map(({ messageId, message }) => messageId ?? message)).toEqual(wanted === undefined ? [] : [wanted]);
    });
});
