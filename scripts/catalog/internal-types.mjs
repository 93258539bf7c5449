// node scripts/catalog/internal-types.mjs 1.NN.P: writes src/engine/catalog/<version>/internal-types.json, the server's own form of pods and
// volumes, which has no tags: a struct is its fields in their order, by their Go names, with their types; `+` marks what is embedded; any other
// type is what it stands for. Differences of two specs and values of errors are printed in that form. Upstream: pkg/apis/core/types.go of the module
// k8s.io/kubernetes, which Go's module cache holds.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOTS = ['PodTemplateSpec', 'PersistentVolumeSource', 'PersistentVolumeClaim'];
const [version] = process.argv.slice(2);
if (version === undefined) throw new Error('which version? node scripts/catalog/internal-types.mjs 1.37.2');
const modules = execFileSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' }).trim();
const source = readFileSync(path.join(modules, `k8s.io/kubernetes@v${version}/pkg/apis/core/types.go`), 'utf8');

/** The fields of a struct, line by line. */
function fieldsOf(body) {
  const entries = body.split('\n').flatMap((line) => {
    const text = line
      .replace(/\/\/.*/, '')
      .replace(/`[^`]*`/, '')
      .trim();
    const embedded = /^([\w.]+)$/.exec(text);
    if (embedded) return [[`+${embedded[1]}`, embedded[1]]];
    const named = /^(\w+(?:\s*,\s*\w+)*)\s+(\S+)$/.exec(text);
    return named ? named[1].split(/\s*,\s*/).map((name) => [name, named[2]]) : [];
  });
  return Object.fromEntries(entries);
}

const types = new Map();
for (const [, name, body] of source.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)) types.set(name, fieldsOf(body));
for (const [, name, of] of source.matchAll(/^type (\w+) (?!struct|interface)(\S+)$/gm)) types.set(name, of);

/** The types that a type is made of. */
const within = (type) => (typeof type === 'string' ? [type] : Object.values(type)).flatMap((text) => text.match(/[\w.]+/g) ?? []);
const reached = new Set();
const open = [...ROOTS];
while (open.length > 0) {
  const name = open.pop();
  if (reached.has(name) || !types.has(name)) continue;
  reached.add(name);
  open.push(...within(types.get(name)));
}
const written = Object.fromEntries([...reached].sort().map((name) => [name, types.get(name)]));
const minor = version.split('.').slice(0, 2).join('.');
const file = path.join(import.meta.dirname, '..', '..', 'src', 'engine', 'catalog', minor, 'internal-types.json');
const lines = Object.entries(written).map(([name, type]) => `${JSON.stringify(name)}:${JSON.stringify(type)}`);
writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} types in ${file}`);
