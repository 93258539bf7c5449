import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { numberOf, parsedWords, UsageError, versionNamed, wholeNumberOf } from './command-line';

const ROOT = path.join(__dirname, '..');
const CONFIG = { allowPositionals: true, options: { seconds: { type: 'string' }, record: { type: 'boolean' } } } as const;

const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The files that the commands of package.json run. */
function commandFiles(): readonly string[] {
  const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
  return Object.values(scripts).flatMap((command) => command.split(' ').filter((word) => word.endsWith('.ts')));
}

/** The exit code, and what was printed. */
const run = (word: string): Promise<readonly [code: unknown, stdout: string, stderr: string]> =>
  new Promise((resolve) => {
    const words = ['-r', 'ts-node/register/transpile-only', path.join('scripts', 'run-tests.ts'), word];
    execFile(process.execPath, words, { cwd: ROOT }, (error, stdout, stderr) => resolve([error?.code ?? 0, stdout, stderr]));
  });

describe('the words of a command of package.json', () => {
  it('are read, or what is wrong with them is one sentence', () => {
    expect(parsedWords(CONFIG, ['structure', '--seconds', '5']).values).toEqual({ seconds: '5' });
    expect(() => parsedWords(CONFIG, ['--sed', '5'])).toThrow(new UsageError("Unknown option '--sed'"));
    expect(() => parsedWords(CONFIG, ['--seconds'])).toThrow(new UsageError("Option '--seconds <value>' argument missing"));
    expect(() => parsedWords(CONFIG, ['--record=yes'])).toThrow(new UsageError("Option '--record' does not take an argument"));
    expect(() => parsedWords({ options: {} }, ['structure'])).toThrow(UsageError);
  });

  it('are numbers and versions where those are meant', () => {
    expect([numberOf('seconds', '0.5'), wholeNumberOf('count', '500')]).toEqual([0.5, 500]);
    expect(() => numberOf('seconds', '')).toThrow('--seconds : not a number');
    expect(() => numberOf('seconds', 'NaN')).toThrow('--seconds NaN: not a number');
    expect(() => wholeNumberOf('count', '-1')).toThrow('--count -1: not a whole number');
    expect(() => versionNamed('1.2')).toThrow('--kubernetes-version 1.2: not one of 1.20, ');
  });

  it('end a process with the usage: with 2 when they are wrong, with 0 when help is asked for', async () => {
    const usage = 'npm run test:unit -- [TEXT ...]\n';
    expect(await Promise.all(['--no-such-option', '--help', 'no-such-test'].map(run))).toEqual([
      [2, '', `Unknown option '--no-such-option'\n${usage}`],
      [0, usage, ''],
      [2, '', `no test has no-such-test in its path\n${usage}`],
    ]);
  });

  it('are read in one place, by every command', () => {
    expect(commandFiles().length).toBeGreaterThan(20);
    for (const file of commandFiles()) expect([file, textOf(file)]).toEqual([file, expect.stringMatching(/\b(?:commandLine|withoutWords)\(/)]);
    const sources = ['scripts', 'bench', 'fuzz'].flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    );
    const readers = sources.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && /\bparseArgs\b/.test(textOf(file)));
    expect(readers).toEqual(['scripts/command-line.ts']);
  });
});
