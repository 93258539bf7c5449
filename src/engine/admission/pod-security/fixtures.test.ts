import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../../api/objects';
import { checkedPod } from './check';
import { violations } from './evaluate';
import type { Level } from './policy';

interface Fixture {
  readonly level: Level;
  readonly version: string;
  readonly expect: 'pass' | 'fail';
  readonly case: string;
  readonly object: KubeObject;
}

const NEWEST = 37;
const fixtures = readFileSync(path.join(__dirname, '..', '..', '..', '..', 'testdata', 'pod-security', 'fixtures.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Fixture);

test('there are fixtures of both levels that pass and that fail', () => {
  const kinds = new Set(fixtures.map((fixture) => `${fixture.level} ${fixture.expect}`));
  expect([...kinds].sort()).toEqual(['baseline fail', 'baseline pass', 'restricted fail', 'restricted pass']);
});

for (const level of ['baseline', 'restricted'] as const) {
  test(`judges the fixtures of ${level} as upstream does`, () => {
    const wrong = fixtures
      .filter((fixture) => fixture.level === level)
      .filter(({ object, version, expect: expected }) => violations(checkedPod(object), { level, version }, NEWEST).length > 0 !== (expected === 'fail'))
      .map((fixture) => `${fixture.version} ${fixture.case} should ${fixture.expect}`);
    expect(wrong).toEqual([]);
  });
}
