import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { againstList, numbersOf, rangesOf, readListedDifferences, writeListedDifferences } from './listed-differences';
import type { Recording } from './recording';
import type { Outcome } from './replay';

/** A recording of five exchanges of which those of the given numbers differ. */
function outcome(numbers: readonly number[], notStarted?: string): Outcome {
  const exchanges = [1, 2, 3, 4, 5].map((id) => ({ id, request: { method: 'GET', path: '/' }, response: { status: 200 } }));
  const recording = { name: 'rest/watch', recordedFrom: 'kube-apiserver v1.37.2', server: {}, exchanges } as unknown as Recording;
  const differing = exchanges.filter(({ id }) => numbers.includes(id)).map((exchange) => ({ exchange })) as unknown as Outcome['differing'];
  return { recording, differing, ...(notStarted !== undefined && { notStarted }) };
}

describe('lists of differences', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'listed-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const file = (text: string): string => {
    const name = path.join(folder, 'differences.json');
    writeFileSync(name, text);
    return name;
  };

  it('writes numbers as ranges, and reads them', () => {
    assert.equal(rangesOf([1, 2, 3, 7, 9, 10]), '1-3,7,9-10');
    assert.deepEqual(numbersOf('1-3,7,9-10'), [1, 2, 3, 7, 9, 10]);
  });

  for (const ranges of ['', '1,', '1;2', 'a', '-3'])
    it(`refuses ${JSON.stringify(ranges)}`, () => assert.throws(() => numbersOf(ranges), /is not a list of numbers/));

  it('finds an answer that turned wrong although another turned right', () =>
    assert.deepEqual(againstList([outcome([2, 4])], { '1.37/rest/watch': '2-3' }), {
      turnedWrong: { '1.37/rest/watch': '4' },
      turnedRight: { '1.37/rest/watch': '3' },
    }));

  it('counts every exchange of a recording that could not be replayed', () =>
    assert.deepEqual(againstList([outcome([], 'no server')], {}).turnedWrong, { '1.37/rest/watch': '1-5' }));

  it('writes what differs, and nothing of recordings that are alike', () => {
    const name = path.join(folder, 'written.json');
    writeListedDifferences(name, [outcome([3, 4]), { ...outcome([]), recording: { ...outcome([]).recording, name: 'rest/list' } }]);
    assert.deepEqual(JSON.parse(readFileSync(name, 'utf8')), { '1.37/rest/watch': '3-4' });
    assert.deepEqual(readListedDifferences(name), { '1.37/rest/watch': '3-4' });
  });

  it('names a file that is missing, or is not a list', () => {
    assert.throws(() => readListedDifferences(path.join(folder, 'none.json')), /none.json: no such list/);
    assert.throws(() => readListedDifferences(file('{"1.37/rest/watch": "x"}')), /differences.json is not a list of differences: "x" is not a list of numbers/);
    assert.throws(() => readListedDifferences(file('{')), /differences.json is not a list of differences/);
  });
});
