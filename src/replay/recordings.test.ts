import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';
import { VERSIONS } from '../engine/versions';
import { describeDifference } from './describe-difference';
import { deviationsPage, knownIn, readKnownDifferences, recordingKey } from './known-differences';
import { readRecording, recordingFiles } from './recording';
import { replayAll } from './replay';
import { ReplaySession } from './replay-session';

const ROOT = path.join(__dirname, '..', '..');
const known = readKnownDifferences();
const files = recordingFiles([path.join(ROOT, 'testdata', 'recordings')]);
const recordings = files.map(readRecording);
/** Begun by the first test that asks: a webhook's answer must not wait for the tests of other files. */
let begun: ReturnType<typeof replayAll> | undefined;

for (const [at, recording] of recordings.entries()) {
  test(`answers ${recordingKey(recording)} as recorded`, async () => {
    const { differing = [], notStarted } = (await (begun ??= replayAll(new ReplaySession(), recordings))[at]) ?? {};
    expect(notStarted).toBeUndefined();
    const expected = knownIn(recording, known);
    const surprises = differing.filter(({ exchange }) => !expected.has(exchange.id));
    expect(surprises.map(describeDifference).join('\n')).toBe('');
    const found = new Set(differing.map(({ exchange }) => exchange.id));
    const gone = [...expected].filter((id) => !found.has(id));
    if (gone.length > 0) throw new Error(`take ${gone.join(', ')} of ${recordingKey(recording)} out of testdata/known-differences.json: they no longer differ`);
  });
}

test('there are recordings of every version', () => {
  const keys = new Set(files.map((file) => path.relative(path.join(ROOT, 'testdata', 'recordings'), file).split(path.sep)[0]));
  expect([...keys].sort()).toEqual([...VERSIONS].sort());
});

test('every known difference names a recording that is there', () => {
  const keys = new Set(recordings.map(recordingKey));
  expect(known.flatMap(({ exchanges }) => Object.keys(exchanges)).filter((key) => !keys.has(key))).toEqual([]);
});

test('docs/deviations.md is what npm run deviations writes', () => {
  expect(readFileSync(path.join(ROOT, 'docs', 'deviations.md'), 'utf8')).toBe(deviationsPage(known));
});
