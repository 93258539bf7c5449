// Writes src/engine/catalog/<version>/deprecations.json: the warning about each kind that is deprecated in that version: since
// when, until when, and what to use instead, as the Go types say it (APILifecycleDeprecated and its like). Needs the Go modules of that version:
//
//     node scripts/catalog/deprecations.mjs 1.36 0.36.3
//
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [version, moduleVersion] = process.argv.slice(2);
const moduleDirectory = (name) =>
  JSON.parse(execFileSync('go', ['mod', 'download', '-json', `k8s.io/${name}@v${moduleVersion}`], { encoding: 'utf8', cwd: '/' })).Dir;
const METHOD = /func \(\w+ \*(\w+)\) APILifecycle(Deprecated|Removed|Replacement)\(\) [^{]*\{\s*return ([^\n]+)/g;

const minor = (text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .join('.');
const replacement = (text) => {
  const [, group, groupVersion, kind] = /Group: "([^"]*)", Version: "([^"]*)", Kind: "([^"]*)"/.exec(text);
  return `${group === '' ? '' : `${group}/`}${groupVersion} ${kind}`;
};

/** The group of a package, as its register.go names it. */
function groupOf(directory, files) {
  for (const file of files) {
    const found = /GroupName\s*=\s*"([^"]*)"/.exec(readFileSync(join(directory, file), 'utf8'));
    if (found) return found[1];
  }
  return undefined;
}

const found = {};
function collect(directory, parentGroup) {
  const entries = readdirSync(directory, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.go') && !entry.name.endsWith('_test.go')).map(({ name }) => name);
  const group = groupOf(directory, files) ?? parentGroup;
  for (const file of files) {
    for (const [, kind, what, value] of readFileSync(join(directory, file), 'utf8').matchAll(METHOD)) {
      const apiVersion = directory.split('/').at(-1);
      const groupVersion = group === '' || group === undefined ? apiVersion : `${group}/${apiVersion}`;
      const entry = ((found[groupVersion] ??= {})[kind] ??= {});
      entry[what.toLowerCase()] = what === 'Replacement' ? replacement(value) : minor(value);
    }
  }
  for (const entry of entries) if (entry.isDirectory() && !['testdata', 'vendor'].includes(entry.name)) collect(join(directory, entry.name), group);
}

collect(moduleDirectory('api'));
collect(join(moduleDirectory('apiextensions-apiserver'), 'pkg/apis'));
collect(join(moduleDirectory('kube-aggregator'), 'pkg/apis'));

const number = (release) => Number(release.split('.')[1]);
const sentence = (groupVersion, kind, { deprecated, removed, replacement }) =>
  `${groupVersion} ${kind} is deprecated in v${deprecated}+${removed === undefined ? '' : `, unavailable in v${removed}+`}${replacement === undefined ? '' : `; use ${replacement}`}`;

const lines = Object.keys(found)
  .sort()
  .map((groupVersion) => {
    const kinds = Object.entries(found[groupVersion]).filter(
      ([kind, { deprecated }]) => deprecated !== undefined && number(deprecated) <= number(version) && !kind.endsWith('List'),
    );
    const sentences = kinds.map(([kind, entry]) => [kind, sentence(groupVersion, kind, entry)]);
    return kinds.length === 0 ? undefined : `${JSON.stringify(groupVersion)}:${JSON.stringify(Object.fromEntries(sentences))}`;
  })
  .filter((line) => line !== undefined);
writeFileSync(join(import.meta.dirname, '../../src/engine/catalog', version, 'deprecations.json'), `{\n${lines.join(',\n')}\n}\n`);
