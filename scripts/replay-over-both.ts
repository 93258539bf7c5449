/**
 * node scripts/replay-over-both.ts [PATH ...]: sends recordings to our server over HTTP/1.1 and over HTTP/2. Ends with 1 unless each recording has
 * the same answers over both. What one of them has no way to send is listed with its reason.
 */
import { readRecording, recordingFiles, versionRecorded } from '../src/replay/recording';
import type { Outcome } from '../src/replay/replay';
import { replayOnTarget } from '../src/replay/replay-on-target';
import type { TargetSession } from '../src/targets/target';
import { targetKind } from '../src/targets/targets';

const verdicts = ({ recording, differing }: Outcome): readonly string[] =>
  differing.map(({ exchange, verdict }) => `#${recording.exchanges.indexOf(exchange)} ${verdict}`);

async function compare(places: readonly string[], [overHttp1, overHttp2]: readonly [TargetSession, TargetSession]): Promise<boolean> {
  let [exchanges, recordings, same] = [0, 0, true];
  for (const recording of recordingFiles(places).map(readRecording)) {
    const [first, second] = await Promise.all([replayOnTarget(recording, overHttp1), replayOnTarget(recording, overHttp2)]);
    const name = `${versionRecorded(recording)} ${recording.name}`;
    const left = [first, second].find(({ notStarted }) => notStarted !== undefined);
    if (left !== undefined) {
      console.log(`left out ${name}: ${left.notStarted?.replace(/\/tmp\S+/, '...') ?? ''}`);
      continue;
    }
    recordings += 1;
    exchanges += recording.exchanges.length;
    const [over1, over2] = [verdicts(first), verdicts(second)];
    if (over1.join() === over2.join()) continue;
    same = false;
    console.log(
      `DIFFERS ${name}\n  only over HTTP/1.1: ${over1.filter((one) => !over2.includes(one)).join(', ')}\n  only over HTTP/2: ${over2.filter((one) => !over1.includes(one)).join(', ')}`,
    );
  }
  console.log(`${recordings} recordings, ${exchanges} exchanges over HTTP/1.1 and over HTTP/2: ${same ? 'the same answers' : 'not the same answers'}`);
  return same && exchanges > 0;
}

async function main(places: readonly string[]): Promise<void> {
  const sessions = [await targetKind('http').connect({}), await targetKind('http2').connect({})] as const;
  try {
    process.exitCode = (await compare(places, sessions)) ? 0 : 1;
  } finally {
    for (const session of sessions) await session.close();
  }
}

const places = process.argv.slice(2);
void main(places.length === 0 ? ['testdata/recordings'] : places);
