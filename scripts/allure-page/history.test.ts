import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { expect } from 'expect';
import { keepHistory, withHistory } from './history';

const folder = mkdtempSync(path.join(tmpdir(), 'allure-history-'));
after(() => rmSync(folder, { recursive: true }));

const [results, kept] = [path.join(folder, 'results'), path.join(folder, 'kept')];
const read = (...file: readonly string[]): unknown => JSON.parse(readFileSync(path.join(folder, ...file), 'utf8'));
const held = (name: string, content: object): string => `d('history/${name}','${Buffer.from(JSON.stringify(content)).toString('base64')}');`;

describe('the history of Allure', () => {
  it('begins with the first run', () => {
    withHistory(results, kept, new Date('2026-12-01T01:00:00Z'));
    expect(read('results', 'executor.json')).toEqual({ name: 'cukernetes', type: 'local', buildOrder: 1, buildName: 'run 1, 2026-12-01 01:00' });
  });

  it('goes from the page of a report into the results of the next', () => {
    const trend = [{ buildOrder: 4, data: { passed: 7 } }];
    expect(keepHistory(`d('data/x.json','e30=');${held('history-trend.json', trend)}${held('history.json', {})}`, kept)).toEqual([
      'history-trend.json',
      'history.json',
    ]);
    withHistory(results, kept, new Date('2026-12-02T01:00:00Z'));
    expect(read('results', 'history', 'history-trend.json')).toEqual(trend);
    expect(read('results', 'executor.json')).toMatchObject({ buildOrder: 5 });
  });
});
