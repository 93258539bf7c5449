import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { expect } from 'expect';
import { gunzipSync } from 'node:zlib';
import { LogFile, type RotationOptions } from './log-file';

const MEGABYTE = 1024 * 1024;
const KEEP_ALL: RotationOptions = { maxSize: 1, maxBackup: 0, maxAge: 0, compress: false };
const line = (character: string, length: number): string => `${character.repeat(length - 1)}\n`;

let folder = '';
const file = (): string => path.join(folder, 'deep', 'audit.log');
const files = (): readonly string[] => readdirSync(path.dirname(file())).sort();
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'log-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function written(options: Partial<RotationOptions>, lines: readonly string[]): void {
  const log = new LogFile(file(), { ...KEEP_ALL, ...options });
  log.make();
  for (const each of lines) log.write(each);
  log.close();
}

describe('the file of the audit log', () => {
  it('is made with its folders, and only its owner reads it', () => {
    written({}, []);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file())).mode & 0o777).toBe(0o700);
  });

  it('goes on where it was', () => {
    written({}, ['one\n']);
    written({}, ['two\n']);
    expect(readFileSync(file(), 'utf8')).toBe('one\ntwo\n');
  });

  it('is kept under the time at which a line has no room in it', () => {
    written({}, [line('a', MEGABYTE), line('b', 10)]);
    const [old = '', current = ''] = files();
    expect(old).toMatch(/^audit-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}\.log$/);
    expect(current).toBe('audit.log');
    expect(readFileSync(file(), 'utf8')).toBe(line('b', 10));
    expect(statSync(path.join(path.dirname(file()), old)).size).toBe(MEGABYTE);
  });

  it('takes no line that is longer than a file', () => {
    expect(() => written({}, [line('a', MEGABYTE + 1)])).toThrow(`write length ${MEGABYTE + 1} exceeds maximum file size ${MEGABYTE}`);
  });

  it('grows for ever without a size', () => {
    written({ maxSize: 0 }, [line('a', MEGABYTE), line('b', MEGABYTE)]);
    expect(files()).toEqual(['audit.log']);
  });

  it('is kept so often, and so long; what looks otherwise is left alone', () => {
    const old = ['2001-01-01T00-00-00.000', '2001-01-02T00-00-00.000', `${new Date(Date.now() - 3_600_000).toISOString().slice(0, -1).replaceAll(':', '-')}`];
    written({}, []);
    for (const time of old) writeFileSync(path.join(path.dirname(file()), `audit-${time}.log`), 'old\n');
    writeFileSync(path.join(path.dirname(file()), 'audit-notes.log'), 'mine\n');
    written({ maxBackup: 2 }, ['line\n']);
    expect(files()).toEqual(['audit-2001-01-02T00-00-00.000.log', `audit-${old[2]}.log`, 'audit-notes.log', 'audit.log']);
    written({ maxAge: 1 }, ['line\n']);
    expect(files()).toEqual([`audit-${old[2]}.log`, 'audit-notes.log', 'audit.log']);
  });

  it('is compressed once it is old', () => {
    written({ compress: true }, [line('a', MEGABYTE), line('b', 10)]);
    const [old = ''] = files();
    expect(old).toMatch(/\.log\.gz$/);
    expect(gunzipSync(readFileSync(path.join(path.dirname(file()), old))).length).toBe(MEGABYTE);
  });
});
