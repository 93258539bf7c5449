import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { expect } from 'expect';
import { removeReports } from './earlier-reports';
import { reportFile } from './reports';

const ID = '65115236-2db4-4931-ba54-e6252e3c582f';

describe('reports of an earlier run', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-earlier-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const withFile = (name: string): string => {
    mkdirSync(path.join(folder, 'allure-results'));
    const file = path.join(folder, 'allure-results', name);
    writeFileSync(file, '{}');
    return file;
  };

  for (const name of [
    `${ID}-result.json`,
    `${ID}-attachment`,
    `${ID}-attachment.txt`,
    `${ID}-attachment.name%3Dweb -> 403 Forbidden`,
    `${ID}-attachment.crt -> 403 Forbidden`,
    'environment.properties',
  ])
    it(`go, with ${name}`, () => {
      const file = withFile(name);
      removeReports([reportFile('allure', folder)]);
      expect(existsSync(file)).toBe(false);
    });

  for (const name of ['own.ts', 'notes-attachment.txt', 'result.json'])
    it(`stay with what is not of Allure: ${name}`, () => {
      const file = withFile(name);
      expect(() => removeReports([reportFile('allure', folder)])).toThrow(`has ${name}, which is not of Allure`);
      expect(existsSync(file)).toBe(true);
    });
});
