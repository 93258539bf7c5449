import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';
import { NOT_AUDITED } from '../audit/not-audited';
import { tokenFile } from './token-file';

const credentials = { headers: {}, warnings: [], audit: NOT_AUDITED };

function fileWith(text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'token-file-')), 't.csv');
  writeFileSync(file, text);
  return file;
}

test('the last line of a token counts, groups are the fourth column, a line without token counts for nothing', async () => {
  const authenticator = tokenFile(fileWith('t,first,1\nt,alice,2,"dev,ops",more\n,ghost,3\n'));
  expect(await authenticator.authenticateToken('t', credentials)).toEqual({ user: { name: 'alice', uid: '2', groups: ['dev', 'ops'], extra: {} } });
  expect(await authenticator.authenticateToken('', credentials)).toBeUndefined();
});
test('a line with two columns keeps the server from starting', () => {
  const file = fileWith('a,b\n');
  expect(() => tokenFile(file)).toThrow(`token file '${file}' must have at least 3 columns (token, user name, user uid), found 2`);
});
test('a file that is not there keeps the server from starting', () => {
  expect(() => tokenFile('/no/such/file.csv')).toThrow('open /no/such/file.csv: no such file or directory');
});
