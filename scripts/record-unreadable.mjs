/**
 * node scripts/record-unreadable.mjs ORACLE VERSION PORT FILE: starts a real kube-apiserver of VERSION with the cases of FILE (a
 * testdata/refusals/unreadable-files-*.json), whose files have no permissions and another owner, without the right to read them all the same,
 * and writes with which words it refused to testdata/refusals/unreadable-files-VERSION.json. Needs root and setpriv. ORACLE has serve-real.mjs and instance.mjs.
 */
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ANOTHER_USER = 65534;
const PROGRAM = 'setpriv --inh-caps=-all --bounding-set=-all';

const [oracle = '', version = '', port = '', file = ''] = process.argv.slice(2);
const { startInstance } = await import(pathToFileURL(path.resolve(oracle, 'instance.mjs')).href);
const { cases } = JSON.parse(readFileSync(file, 'utf8'));

/** The message of the line that says why the command failed. */
function reasonIn(log) {
  const [, quoted] = /"command failed" err="((?:[^"\\]|\\.)*)"/.exec(log) ?? [];
  return quoted === undefined ? undefined : JSON.parse(`"${quoted}"`);
}

const recorded = {};
for (const [name, { flags, files }] of Object.entries(cases)) {
  const closed = mkdtempSync(path.join(tmpdir(), 'closed-'));
  chmodSync(closed, 0o755);
  for (const [inner, content] of Object.entries(files)) {
    const place = path.join(closed, inner);
    writeFileSync(place, content);
    chownSync(place, ANOTHER_USER, ANOTHER_USER);
    chmodSync(place, 0);
  }
  const dir = `${closed}-run`;
  const placed = Object.fromEntries(Object.entries(flags).map(([flag, value]) => [flag, String(value).replaceAll('$DIR', closed)]));
  // The flag and the configuration exclude each other.
  const mode = 'authorization-config' in flags ? { 'authorization-mode': null } : {};
  const spec = { version, flags: { ...mode, ...placed }, files: {}, controllers: false };
  let starts = false;
  try {
    const server = await startInstance(`${PROGRAM} node ${path.resolve(oracle, 'serve-real.mjs')}`, spec, { dir, port: Number(port) });
    starts = true;
    await server.stop();
  } catch {
    // What it says is in its log.
  }
  const log = [`${dir}/server.log`, `${dir}/kube-apiserver.log`].filter((place) => existsSync(place)).map((place) => readFileSync(place, 'utf8'));
  recorded[name] = { flags, files, unreadable: true, ...(starts ? { starts } : { message: reasonIn(log.join('\n'))?.replaceAll(closed, '$DIR') }) };
  console.error(`${name}: ${starts ? 'starts' : recorded[name].message}`);
  for (const place of [closed, dir]) rmSync(place, { recursive: true, force: true });
}
const target = path.join(import.meta.dirname, '..', 'testdata', 'refusals', `unreadable-files-${version}.json`);
writeFileSync(target, `${JSON.stringify({ version, cases: recorded }, null, 1)}\n`);
