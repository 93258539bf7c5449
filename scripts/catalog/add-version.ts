/**
 * Adds a version of Kubernetes, or renews its data, from a real server of it:
 *
 *     npm run add-version -- 1.37                  the programs lie where the target envtest finds them
 *     npm run add-version -- 1.37 --compare-only   the data is there; only what differs is listed
 *     npm run add-version -- 1.37 --port N         the real server listens on N and on ports after it (default: 6500)
 *     npm run add-version -- 1.37 --recordings DIR recordings of an older version to ask again (default: the newest in testdata)
 *
 * 1. writes src/engine/catalog/<version>/ (server-data.ts, types/types.sh, flags/flags.sh, roles/roles.sh, deprecations.mjs, declared.mjs, list-types.mjs)
 * 2. adds the version to VERSIONS in src/engine/versions.ts
 * 3. asks the requests of the newest recordings of a real server and of the embedded one, but for those that recordings of the version itself
 *    in testdata ask too, and lists what differs, by kind
 *
 * Needs Go and the network for the modules of Kubernetes, which types and flags are read from. Ends with 1 when something differs
 * that the embedded server does not answer yet.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VERSIONS } from '../../src/engine/versions';
import { assetsFor } from '../../src/targets/envtest/assets';
import { commandLine, UsageError, wholeNumberOf } from '../command-line';
import { compareVersions, grouped } from './compare-versions';
import { writeServerData } from './server-data';

const USAGE = `npm run add-version -- 1.NN [--compare-only] [--port N] [--recordings FOLDER]
  --compare-only       the data is there; only what differs is listed
  --port N             the real server listens on N and on ports after it (6500)
  --recordings FOLDER  recordings of an older version to ask again (the newest in testdata)`;
const WORDS = {
  allowPositionals: true,
  options: { recordings: { type: 'string' }, port: { type: 'string', default: '6500' }, 'compare-only': { type: 'boolean', default: false } },
} as const;
const VERSIONS_FILE = path.join(__dirname, '../../src/engine/versions.ts');

/** For example v0.37.2, of the Go modules that were released with `Kubernetes v1.37.2`. */
function stagingOf(apiServer: string, version: string): string {
  const said = execFileSync(apiServer, ['--version'], { encoding: 'utf8' });
  const [, minor, patch] = /^Kubernetes v1\.(\d+)\.(\d+)/.exec(said) ?? [];
  if (minor === undefined || patch === undefined || `1.${minor}` !== version) throw new Error(`${apiServer} is ${said.trim()}, not of ${version}`);
  return `v0.${minor}.${patch}`;
}

function run(program: string, ...args: readonly string[]): void {
  console.log(`== ${[path.basename(program), ...args].join(' ')}`);
  execFileSync(program, args, { stdio: 'inherit' });
}

async function writeData(version: string, port: number): Promise<void> {
  const { apiServer } = assetsFor(version);
  const staging = stagingOf(apiServer, version);
  console.log(`== data of a running kube-apiserver of ${version} (${staging})`);
  await writeServerData(version, path.dirname(apiServer), port);
  const script = (name: string): string => path.join(__dirname, name);
  run(process.execPath, script('list-types.mjs'), version);
  run(process.execPath, script('deprecations.mjs'), version, staging.slice(1));
  run(process.execPath, script('declared.mjs'), version, `1${staging.slice(2)}`);
  run('bash', script('types/types.sh'), version, staging);
  run('bash', script('flags/flags.sh'), version, staging);
  run('bash', script('roles/roles.sh'), version, staging);
}

function addToVersions(version: string): void {
  if ((VERSIONS as readonly string[]).includes(version)) return;
  const text = readFileSync(VERSIONS_FILE, 'utf8');
  const all = [...VERSIONS, version].sort((a, b) => Number(a.slice(2)) - Number(b.slice(2)));
  writeFileSync(
    VERSIONS_FILE,
    text.replace(`VERSIONS = [${VERSIONS.map((name) => `'${name}'`).join(', ')}]`, `VERSIONS = [${all.map((name) => `'${name}'`).join(', ')}]`),
  );
}

async function compare(version: string, folder: string): Promise<number> {
  const { exchanges, answered, open, unchanged, asked, leftOut, held } = await compareVersions(version, folder, path.join('testdata/recordings', version));
  console.log(`\n${exchanges} exchanges of ${folder} asked of a real ${version} and of the embedded one.`);
  console.log(`${held.length} recordings are there of ${version} too: npm test compares them.`);
  console.log(`\nChanged in ${version}, and answered so (${answered.length}):`);
  for (const line of grouped(answered)) console.log(line);
  console.log(`\nNot changed, and answered otherwise (${unchanged.length}):`);
  for (const line of grouped(unchanged)) console.log(line);
  console.log(`\nChanged in ${version}, and not answered so (${open.length}):`);
  for (const line of grouped(open)) console.log(line);
  console.log(`\nNot changed: a real server of the version that was recorded differs too, asked in the same way: ${asked.length}`);
  console.log(`\nNot asked: ${leftOut.length}${leftOut.map((line) => `\n  ${line}`).join('')}`);
  return open.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const { version, values, port } = commandLine(USAGE, WORDS, ({ values: given, positionals: [named] }) => {
    if (named === undefined || !/^1\.\d+$/.test(named)) throw new UsageError('name a version, for example: npm run add-version -- 1.37');
    return { version: named, values: given, port: wholeNumberOf('port', given.port) };
  });
  const before = VERSIONS.filter((name) => name !== version).at(-1) ?? '';
  if (!values['compare-only']) {
    await writeData(version, port);
    addToVersions(version);
    // The versions that this process knows are those from before.
    if (!(VERSIONS as readonly string[]).includes(version)) {
      run(process.execPath, '-r', 'ts-node/register/transpile-only', __filename, version, '--compare-only');
      return 0;
    }
  }
  return compare(version, values.recordings ?? path.join('testdata/recordings', before));
}

void main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
