import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import { expect } from 'expect';
import { filesBelow } from './files-below';

const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-files-below-'));
after(() => rmSync(folder, { recursive: true }));
const at = (place: string): string => path.join(folder, place);

mkdirSync(at('inner/deep.yaml'), { recursive: true });
mkdirSync(at('outer'));
for (const file of ['inner/a.yaml', 'inner/deep.yaml/b.yaml', 'outer/c.yaml']) writeFileSync(at(file), '');
symlinkSync('..', at('inner/up'));
symlinkSync('.', at('inner/self'));
symlinkSync('../outer', at('inner/outside'));
symlinkSync('../outer/c.yaml', at('inner/file.yaml'));
symlinkSync('round', at('inner/round'));

it('lists links to folders as what they are, and follows none', () => {
  expect(filesBelow(at('inner'))).toEqual(['a.yaml', 'deep.yaml/b.yaml', 'file.yaml', 'outside', 'round', 'self', 'up']);
});

it('follows links to folders where that is asked for, to each folder once', () => {
  expect(filesBelow(at('inner'), { followsLinks: true })).toEqual(['a.yaml', 'deep.yaml/b.yaml', 'file.yaml', 'outside/c.yaml', 'round']);
});
