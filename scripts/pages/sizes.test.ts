import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { expect } from 'expect';
import { sizeProblems } from './sizes';

const folder = mkdtempSync(path.join(tmpdir(), 'sizes-'));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(path.join(folder, 'chapters'));
writeFileSync(path.join(folder, 'chapters', 'one.html'), 'x'.repeat(30));
writeFileSync(path.join(folder, 'data.js'), 'x'.repeat(50));

describe('the size of the site', () => {
  it('is as it may be', () => expect(sizeProblems(folder, { page: 30, site: 80 })).toEqual([]));
  it('names a page that is too large', () =>
    expect(sizeProblems(folder, { page: 29, site: 80 })).toEqual([`${folder}/chapters/one.html has 30 bytes, more than 29`]));
  it('counts all files', () => expect(sizeProblems(folder, { page: 30, site: 79 })).toEqual([`${folder} has 80 bytes, more than 79`]));
});
