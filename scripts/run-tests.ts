/**
 * npm run test:unit [-- TEXT ...]: runs the tests that lie beside the code (x.ts, x.test.ts), all of them or those whose
 * path holds one of the texts. Those of a half run in one process, because starting one per file takes longer than the tests; the
 * two halves take about as long as each other, and run side by side.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe } from 'node:test';
import { commandLine, UsageError } from './command-line';

const ROOT = path.join(__dirname, '..');
const FOLDERS = ['src', 'steps', 'scripts', 'bench', 'fuzz'];
/** The first half: the engine and what replays recordings on it. The other starts programs. */
const ENGINE = ['src/engine/', 'src/replay/'];
/** Says to a process that its arguments are the files of its half. */
const HALF = 'half';

const testFiles = (): readonly string[] =>
  FOLDERS.flatMap((folder) => readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith('.test.ts'))
    .sort();

/** A test of the engine that starts a program. */
const STARTS_PROGRAM = 'src/engine/linear-time.test.ts';

const isOfEngine = (file: string): boolean => file !== STARTS_PROGRAM && ENGINE.some((folder) => file.startsWith(folder));

function runHere(files: readonly string[]): void {
  for (const file of files) {
    void describe(file, () => {
      // A test file registers its tests while it loads.
      require(path.join(ROOT, file));
    });
  }
}

/** The exit code of a process that runs the files. */
function runApart(files: readonly string[], output: 'inherit' | number): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, __filename, `--${HALF}`, ...files], { stdio: ['ignore', output, output], cwd: ROOT });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

/** What the second half prints is shown after the first, so that the lines of one stay together. */
async function runSideBySide(first: readonly string[], second: readonly string[]): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-tests-'));
  const kept = path.join(folder, 'second-half');
  const output = openSync(kept, 'w');
  try {
    const codes = await Promise.all([runApart(first, 'inherit'), runApart(second, output)]);
    process.stdout.write(readFileSync(kept));
    return Math.max(...codes);
  } finally {
    closeSync(output);
    rmSync(folder, { recursive: true });
  }
}

const WORDS = { allowPositionals: true, options: { [HALF]: { type: 'boolean', default: false } } } as const;
const files = testFiles();
const { isHalf, chosen } = commandLine('npm run test:unit -- [TEXT ...]', WORDS, ({ values, positionals: texts }) => {
  const held = files.filter((file) => texts.some((text) => file.includes(text)));
  if (texts.length > 0 && held.length === 0) throw new UsageError(`no test has ${texts.join(' or ')} in its path`);
  return { isHalf: values[HALF], chosen: values[HALF] ? texts : held };
});
if (isHalf || chosen.length > 0) runHere(chosen);
else {
  void runSideBySide(
    files.filter((file) => !isOfEngine(file)),
    files.filter(isOfEngine),
  ).then((code) => (process.exitCode = code));
}
