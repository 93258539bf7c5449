import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'expect';
import { Masker } from '../report/masking/masker';
import { DEFAULT_RUN_OPTIONS, type RunOptions } from './run-options';
import { mergeShards } from './merge-shards';
import { merged } from './merged-run';
import { Results } from './results';
import { ShardFiles, shardReportsIn } from './shard-files';
import { suite } from './suite.fixture';

const chosen: RunOptions = {
  ...DEFAULT_RUN_OPTIONS,
  folder: process.cwd(),
  paths: ['features/authorization/rbac/subjects.feature', 'features/requests/verbs.feature'],
  kubernetesVersions: ['1.20', '1.36'],
};

/** What differs from run to run by its nature: when, how long, and the ids and times in answers. */
const constant = (text: string): string =>
  text
    .replace(/"(timestamp|duration)":\{"seconds":\d+,"nanos":\d+\}/g, '"$1":0')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replace(/\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT/g, '<date>')
    .replace(/resourceVersion\\?": ?\\?"\d+/g, '<resourceVersion>');

async function runShards(folder: string, total: number): Promise<void> {
  for (let index = 1; index <= total; index += 1) {
    const shard = { index, total };
    const masker = new Masker();
    const plans = await suite.plan(chosen);
    const files = new ShardFiles(path.join(folder, `${index}`), { ...chosen, shard }, shard, plans, masker);
    await suite.run({ ...chosen, shard }, plans, [files], masker);
    files.finish();
  }
}

function report(folder: string): string {
  const { runs, problems } = mergeShards(shardReportsIn(folder));
  expect(problems).toEqual([]);
  return constant(
    merged(runs)
      .map((envelope) => JSON.stringify(envelope))
      .join('\n'),
  );
}

function statuses(folder: string): ReadonlyMap<string, number> {
  const results = new Results();
  const counts = new Map<string, number>();
  for (const envelope of merged(mergeShards(shardReportsIn(folder)).runs)) {
    const status = results.update(envelope)?.status;
    if (status !== undefined) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}

const total = (folder: string): number => [...statuses(folder).values()].reduce((sum, count) => sum + count);

describe('shards', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'cukernetes-shards-'));
  const folder = (name: string | number): string => path.join(scratch, String(name));
  before(async () => {
    for (const total of [1, 2, 4]) await runShards(folder(total), total);
  });
  after(() => rmSync(scratch, { recursive: true }));

  it('merge to the same report, whether there are one, two or four', () => {
    expect(report(folder(2))).toBe(report(folder(1)));
    expect(report(folder(4))).toBe(report(folder(1)));
  });

  it('that are missing are a problem, and their scenarios fail', () => {
    cpSync(folder(4), folder('missing'), { recursive: true });
    rmSync(folder('missing/3'), { recursive: true });
    const { problems } = mergeShards(shardReportsIn(folder('missing')));
    expect(problems).toHaveLength(1);
    const [, missing] =
      /^shard 3\/4 left no report: (\d+) scenarios were not run\n {2}features\/authorization\/rbac\/subjects.feature:\d+ {2}/.exec(problems[0] ?? '') ?? [];
    expect(Number(missing)).toBeGreaterThan(1);
    expect(statuses(folder('missing')).get('FAILED')).toBe(Number(missing));
    expect(total(folder('missing'))).toBe(total(folder(1)));
    const finished = merged(mergeShards(shardReportsIn(folder('missing'))).runs).flatMap(({ testRunFinished }) => testRunFinished ?? []);
    expect(finished.map(({ success }) => success)).toEqual([false]);
  });

  it('that died are a problem, also when what they had run passed', () => {
    cpSync(folder(4), folder('died'), { recursive: true });
    const shard = folder('died/2');
    for (const file of readdirSync(shard)) if (['finished.json', 'messages-1.36.ndjson'].includes(file)) rmSync(path.join(shard, file));
    const { problems } = mergeShards(shardReportsIn(folder('died')));
    const [, lost] = /^shard 2\/4 did not finish: (\d+) scenarios were not run\n/.exec(problems[0] ?? '') ?? [];
    expect(Number(lost)).toBeGreaterThan(1);
    expect(statuses(folder('died')).get('FAILED')).toBe(Number(lost));
  });

  it('of different runs are refused', () => {
    cpSync(folder(2), folder('strange'), { recursive: true });
    cpSync(folder('4/1'), folder('strange/other'), { recursive: true });
    expect(() => mergeShards(shardReportsIn(folder('strange')))).toThrow('are not of the same run');
  });

  it('of which a file is damaged are refused, with its place', () => {
    const damaged = (file: string, change: (text: string) => string): (() => unknown) => {
      rmSync(folder('damaged'), { recursive: true, force: true });
      cpSync(folder(2), folder('damaged'), { recursive: true });
      const place = folder(`damaged/2/${file}`);
      writeFileSync(place, change(readFileSync(place, 'utf8')));
      return () => shardReportsIn(folder('damaged'));
    };
    for (const plan of ['', 'null', '{}', '[]', '{"format_version":"1.0"}'])
      expect(damaged('plan.json', () => plan)).toThrow('damaged/2/plan.json: this is not the plan that a shard leaves.');
    for (const [from, to] of [
      ['"index": 2', '"index": 7'],
      ['"total": 2', '"total": 100000000'],
      ['"embedded"', '"../../elsewhere"'],
      ['"1.36"', '"../1.36"'],
    ] as const)
      expect(damaged('plan.json', (text) => text.replace(from, to))).toThrow('damaged/2/plan.json: this is not the plan that a shard leaves.');
    for (const line of ['garbage', 'null', '{}', '[1]'])
      expect(damaged('messages-1.36.ndjson', (text) => `${line}\n${text}`)).toThrow('damaged/2/messages-1.36.ndjson:1: this is not a message of a run.');
  });

  it('lie in a folder with a loop of links', () => {
    cpSync(folder(2), folder('looping'), { recursive: true });
    symlinkSync('..', folder('looping/2/up'));
    expect(shardReportsIn(folder('looping')).map(({ shard }) => shard.index)).toEqual([1, 2]);
  });

  it('that are there twice are refused', () => {
    cpSync(folder(2), folder('twice'), { recursive: true });
    cpSync(folder('2/1'), folder('twice/again'), { recursive: true });
    expect(() => mergeShards(shardReportsIn(folder('twice')))).toThrow('shard 1/2 is there twice');
  });
});
