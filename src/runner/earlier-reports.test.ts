import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import { expect } from 'expect';
import { removeReports } from './earlier-reports';
import { reportFile } from './reports';

const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-earlier-'));
after(() => rmSync(folder, { recursive: true }));
const at = (place: string): string => path.join(folder, place);
const removed = (...formats: readonly string[]): void => removeReports(formats.map((format) => reportFile(format, folder)));

it('removes reports of an earlier run, and what Allure left', () => {
  mkdirSync(at('allure-results'));
  const files = ['cucumber.html', 'allure-results/1-result.json', 'allure-results/1-attachment.txt', 'allure-results/environment.properties', 'targets.html'];
  for (const file of files) writeFileSync(at(file), '');
  removed('html', 'allure', 'targets');
  expect(files.filter((file) => existsSync(at(file)))).toEqual(['targets.html']);
});

it('removes nothing where one of the places has what no run has written', () => {
  mkdirSync(at('src'));
  writeFileSync(at('src/index.ts'), '');
  writeFileSync(at('junit.xml'), '');
  for (const format of ['html', 'allure', 'targets', 'messages']) expect(() => removed('junit', `${format}:${at('src')}`)).toThrow(at('src'));
  expect(() => removed(`allure:${at('junit.xml')}`)).toThrow('is a file, and this report is a folder');
  expect(() => removed('junit', `html:${at('junit.xml')}`)).toThrow('is the place of two reports');
  expect([at('src/index.ts'), at('junit.xml')].every((file) => existsSync(file))).toBe(true);
});

it('leaves devices alone', () => {
  symlinkSync('/dev/null', at('nothing'));
  removed(`messages:${at('nothing')}`);
  expect(existsSync(at('nothing'))).toBe(true);
});
