/**
 * npm test: the unit tests and every feature for every version. Both run, whatever becomes of the other, and what is in reports
 * and in site afterwards is of this run: the site is made before the reports, which link to it.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { exitCodeOf, isInterrupted } from '../src/runner/interrupt-signals';
import { withoutWords } from './command-line';

withoutWords('npm test');

const REPORTS = path.join(__dirname, '..', 'reports');
/** What a run of the features makes, and what is made of it. The table of targets is of many runs. */
const MADE = ['cucumber.html', 'junit.xml', 'messages.ndjson', 'allure-results', 'allure-report'];

/** The exit code; one that was interrupted ends everything. */
function run(script: string, ...words: readonly string[]): number {
  const { status, signal } = spawnSync('npm', ['run', '--silent', script, ...words], { stdio: 'inherit', cwd: path.join(__dirname, '..') });
  if (signal !== null || (status !== null && isInterrupted(status))) process.exit(exitCodeOf('SIGINT'));
  return status ?? 1;
}

for (const name of MADE) rmSync(path.join(REPORTS, name), { recursive: true, force: true });
const codes = [
  ['test:unit', run('test:unit')],
  ['features', run('features', '--', '--site', 'site')],
] as const;
const failed = codes.filter(([, code]) => code !== 0);
for (const [script, code] of failed) console.error(`npm run ${script} failed with ${code}`);
process.exitCode = failed.length === 0 ? 0 : 1;
