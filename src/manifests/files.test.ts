/** What `kubectl create --dry-run=client -R -f ...` (1.32) reads of the same files. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import { expect } from 'expect';
import { readManifests } from './files';

const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-manifests-'));
after(() => rmSync(folder, { recursive: true }));
const at = (place: string): string => path.join(folder, place);
const role = (name: string): string => `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: ${name}}\nrules: []\n`;

mkdirSync(at('d/sub'), { recursive: true });
mkdirSync(at('d/inyamldir.yaml'));
for (const place of ['outside', 'none', 'links', 'broken']) mkdirSync(at(place));
const FILES = {
  'd/top.yaml': 'top',
  'd/sub/s.yml': 'sub',
  'd/inyamldir.yaml/x.yaml': 'inyamldir',
  'd/.hidden.yaml': 'hidden',
  'd/other.txt': 'other',
  'd/UPPER.YAML': 'upper',
  'outside/o.yaml': 'outside',
  'a,b.yaml': 'comma',
};
for (const [file, name] of Object.entries(FILES)) writeFileSync(at(file), role(name));
writeFileSync(at('empty.yaml'), '# nothing\n---\n');
writeFileSync(at('windows.yaml'), Buffer.from(`\ufeff${role('windows')}`, 'utf16le'));
symlinkSync('../outside/o.yaml', at('d/link.yaml'));
symlinkSync('../outside', at('d/outside'));
symlinkSync('..', at('d/loop'));
symlinkSync('.', at('links/self.yaml'));
symlinkSync('nowhere.yaml', at('broken/dangling.yaml'));

function read(...paths: readonly string[]): readonly (string | undefined)[] {
  const complaints: string[] = [];
  const manifests = readManifests(paths, ({ file, complaint }) => complaints.push(`${path.relative(folder, file)}: ${complaint}`));
  return [...manifests.map(({ object }) => object.metadata.name as string), ...complaints];
}

it('reads a directory with everything below it, files behind links too, and follows no link to a directory', () => {
  expect([...read(at('d'))].sort()).toEqual(['hidden', 'inyamldir', 'outside', 'sub', 'top']);
});

it('reads a file that is named whatever its ending is', () => {
  expect(read(at('d/other.txt'))).toEqual(['other']);
});

it('reads what a pattern matches, and what stands between commas', () => {
  expect([...read(at('d/*.yaml'))].sort()).toEqual(['hidden', 'inyamldir', 'outside', 'top']);
  expect(read(`${at('d/top.yaml')},${at('d/sub/s.yml')}`)).toEqual(['top', 'sub']);
  expect(read(at('a,b.yaml'))).toEqual(['comma']);
  expect(read(at('d/*.nope'))).toEqual(['d/*.nope: no such file or directory']);
});

it('reads UTF-16 where a byte order mark says so', () => {
  expect(read(at('windows.yaml'))).toEqual(['windows']);
});

it('complains of what it cannot read, and of nothing to read', () => {
  expect(read(at('nope'))).toEqual(['nope: no such file or directory']);
  expect(read(at('links'))).toEqual(['links/self.yaml: cannot be read: EISDIR']);
  expect(read(at('broken'))).toEqual(['broken/dangling.yaml: cannot be read: ENOENT']);
  expect(read(at('none'))).toEqual(['none: no manifest in this directory: a name ends with .yaml, .yml or .json']);
  expect(read(at('empty.yaml'))).toEqual(['empty.yaml: it has no object']);
  expect(read(at('empty.yaml'), at('d/top.yaml'))).toEqual(['top']);
  expect(read(at('d/top.yaml'), '-', '-')[1]).toContain('it can be read once only');
});
