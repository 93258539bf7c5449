import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { expect } from 'expect';
import { makeFolderOf, makeFolders } from './files';

describe('folders are made as os.MkdirAll makes them', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-folders-'));
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  after(() => rmSync(folder, { recursive: true }));

  it('with those above, and once more for nothing', () => {
    const deep = path.join(folder, 'a', 'b', 'c');
    makeFolders(deep, 0o700);
    makeFolders(deep);
    expect(statSync(path.join(folder, 'a')).mode & 0o777).toBe(0o700);
    expect(statSync(deep).isDirectory()).toBe(true);
  });

  it('and not below a file, which the message of Go names', () => {
    expect(() => makeFolders(path.join(file, 'b'))).toThrow('EEXIST');
    expect(() => makeFolders(file)).toThrow('EEXIST');
    expect(() => makeFolderOf(path.join(file, 'b', 'c.log'), 0o700)).toThrow(`mkdir ${file}: not a directory`);
  });

  it('and come to an end where none can be made', { skip: process.platform !== 'linux' }, () => {
    expect(() => makeFolderOf('/proc/cukernetes/b/c.log', 0o700)).toThrow('mkdir /proc/cukernetes/b: no such file or directory');
  });
});
