/** npm run report: the Allure report of the last run, reports/allure-report, with the trend of the reports before it. Allure is a Java program. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { keepHistory, withHistory } from './allure-page/history';
import { improve, WITHOUT_ANALYTICS } from './allure-page/improve';
import { withoutWords } from './command-line';

withoutWords('npm run report');

const ROOT = path.join(__dirname, '..');
const RESULTS = path.join(ROOT, 'reports', 'allure-results');
const HISTORY = path.join(ROOT, 'reports', 'allure-history');
const PAGE = path.join(ROOT, 'reports', 'allure-report', 'index.html');

function missing(): string | undefined {
  if (!existsSync(RESULTS)) return 'There are no results yet: run `npm start` or `npm test` first.';
  const java = process.env['JAVA_HOME'] === undefined ? 'java' : path.join(process.env['JAVA_HOME'], 'bin', 'java');
  if (spawnSync(java, ['-version']).status === 0) return undefined;
  return 'Allure needs Java 8 or newer and finds none: install it, for example with `apt-get install default-jre-headless`, or set JAVA_HOME. reports/cucumber.html needs nothing.';
}

const problem = missing();
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
} else {
  withHistory(RESULTS, HISTORY, new Date());
  const allure = path.join(ROOT, 'node_modules', '.bin', 'allure');
  const options = ['--clean', '--single-file', '--name', 'Access control of Kubernetes', '--output', path.dirname(PAGE)];
  const { status } = spawnSync(allure, ['generate', ...options, RESULTS], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...WITHOUT_ANALYTICS },
  });
  if (status === 0) {
    keepHistory(readFileSync(PAGE, 'utf8'), HISTORY);
    improve(PAGE);
  }
  process.exitCode = status ?? 1;
}
