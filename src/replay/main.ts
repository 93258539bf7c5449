/**
 * npm run replay -- [--show N] [--kubernetes-version 1.NN] [--at-least PERCENT] [PATH ...]: replays recordings
 * (testdata/recordings unless named) in this process and prints which exchanges differ, and how. Ends with 0 only if none
 * does, or if as many percent as named are the same.
 */
import { parseArgs } from 'node:util';
import { DIFFERENCES, type Verdict } from './compare';
import { recordingFiles, readRecording, versionRecorded } from './recording';
import { clip, describeDifference } from './describe-difference';
import { replayAll, type Outcome } from './replay';

const count = (outcome: Outcome, verdict: Verdict): number => outcome.differing.filter((found) => found.verdict === verdict).length;
const same = ({ recording, differing, notStarted }: Outcome): number => (notStarted === undefined ? recording.exchanges.length - differing.length : 0);

function print(outcome: Outcome, show: number): void {
  const { recording, differing, notStarted } = outcome;
  const total = recording.exchanges.length;
  const kinds = DIFFERENCES.map((verdict) => [verdict, count(outcome, verdict)] as const).filter(([, found]) => found > 0);
  const word = notStarted !== undefined ? 'SKIP' : differing.length === 0 ? 'ok  ' : 'DIFF';
  console.log(
    `${word} ${versionRecorded(recording)} ${recording.name}: ${same(outcome)}/${total} same${kinds.map(([verdict, found]) => `, ${found} ${verdict}`).join('')}`,
  );
  if (notStarted !== undefined) console.log(`     not replayed: ${clip(notStarted, 300)}`);
  for (const found of differing.slice(0, show)) console.log(describeDifference(found));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { show: { type: 'string', default: '3' }, 'kubernetes-version': { type: 'string' }, 'at-least': { type: 'string', default: '100' } },
  });
  const wanted = values['kubernetes-version'];
  const recordings = recordingFiles(positionals.length > 0 ? positionals : ['testdata/recordings'])
    .map(readRecording)
    .filter((recording) => wanted === undefined || versionRecorded(recording) === wanted);
  const started = performance.now();
  const outcomes: Outcome[] = [];
  for (const pending of replayAll(recordings)) {
    const outcome = await pending;
    print(outcome, Number(values.show));
    outcomes.push(outcome);
  }
  const exchanges = recordings.reduce((sum, recording) => sum + recording.exchanges.length, 0);
  const alike = outcomes.reduce((sum, outcome) => sum + same(outcome), 0);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${recordings.length} recordings, ${exchanges} exchanges: ${alike} same (${((100 * alike) / Math.max(1, exchanges)).toFixed(2)}%) in ${seconds.toFixed(1)} s`,
  );
  process.exitCode = 100 * alike >= Number(values['at-least']) * exchanges ? 0 : 1;
}

void main();
