/**
 * What changes from one version to the next: the recordings of the older version are asked of a real server of the newer one, and
 * of the embedded one as that version. Three groups come out: changes that the embedded server answers already, changes that it
 * does not answer yet, and answers that did not change but that the embedded server gives otherwise. What a real server of the version
 * that was recorded answers otherwise as well, when it is asked in the same way, did not change: users, tokens and certificates of a
 * target are not those of the recording.
 */
import { existsSync } from 'node:fs';
import { clip } from '../../src/replay/describe-difference';
import { readRecording, recordingFiles, versionRecorded, type Recording } from '../../src/replay/recording';
import { replayAll, type DifferingExchange, type Outcome } from '../../src/replay/replay';
import { replayOnTarget } from '../../src/replay/replay-on-target';
import { ReplaySession } from '../../src/replay/replay-session';
import type { TargetSession } from '../../src/targets/target';
import { targetKind } from '../../src/targets/targets';

interface Found {
  readonly recording: string;
  readonly found: DifferingExchange;
}
export interface Comparison {
  readonly exchanges: number;
  readonly answered: readonly Found[];
  readonly open: readonly Found[];
  readonly unchanged: readonly Found[];
  /** Differences between the recording and the way in which it was asked again. */
  readonly asked: readonly Found[];
  /** Recordings that were not asked, and why. */
  readonly leftOut: readonly string[];
  /** Names of recordings that are there of the newer version too, with the same requests. */
  readonly held: readonly string[];
}

const asVersion = (recording: Recording, version: string): Recording => ({ ...recording, recordedFrom: `kube-apiserver v${version}` });

/** Equal for two exchanges that differ from the recording in the same place and in the same way. */
const keyOf = ({ exchange, difference }: DifferingExchange): string => JSON.stringify([exchange.id, difference.at, difference.got]);

const named =
  ({ recording: { name } }: Outcome) =>
  (found: DifferingExchange): Found => ({ recording: name, found });

function compared(ours: Outcome, real: Outcome): Pick<Comparison, 'answered' | 'open' | 'unchanged'> {
  const oursById = new Map(ours.differing.map((found) => [found.exchange.id, found]));
  const changed = new Set(real.differing.map(({ exchange }) => exchange.id));
  const isAnswered = (found: DifferingExchange): boolean => {
    const own = oursById.get(found.exchange.id);
    return own !== undefined && keyOf(own) === keyOf(found);
  };
  return {
    answered: real.differing.filter(isAnswered).map(named(real)),
    open: real.differing.filter((found) => !isAnswered(found)).map(named(real)),
    unchanged: ours.differing.filter(({ exchange }) => !changed.has(exchange.id)).map(named(ours)),
  };
}

/** Which of the differences `open` a real server of the version that was recorded has too. */
async function differingBefore(open: readonly Found[], recording: Recording, session: TargetSession): Promise<readonly Found[]> {
  if (open.length === 0) return [];
  const before = await replayOnTarget(recording, session);
  const keys = new Set(before.differing.map(keyOf));
  return open.filter(({ found }) => keys.has(keyOf(found)));
}

const askedBy = ({ name, server, exchanges }: Recording): string => JSON.stringify([name, server, exchanges.map(({ as, request }) => [as, request])]);

/** Recordings with the same flags and files come one after the other, so that a real server that runs serves all of them. */
const byServer = (recordings: readonly Recording[]): readonly Recording[] => {
  const groups = new Map<string, Recording[]>();
  for (const recording of recordings) {
    const server = JSON.stringify(recording.server);
    groups.set(server, [...(groups.get(server) ?? []), recording]);
  }
  return [...groups.values()].flat();
};

/**
 * `folder` holds recordings of the older version, `ownFolder` those of the newer one: what they ask, `npm test` compares, and it is not asked
 * again. The real server is found as the target envtest finds it.
 */
export async function compareVersions(version: string, folder: string, ownFolder: string): Promise<Comparison> {
  const own = new Set(existsSync(ownFolder) ? recordingFiles([ownFolder]).map((file) => askedBy(readRecording(file))) : []);
  const older = recordingFiles([folder])
    .map(readRecording)
    .filter((recording) => versionRecorded(recording) !== version);
  const held = older.filter((recording) => own.has(askedBy(recording))).map(({ name }) => name);
  const recordings = byServer(older.filter((recording) => !own.has(askedBy(recording))));
  const embedded = replayAll(
    new ReplaySession(),
    recordings.map((recording) => asVersion(recording, version)),
  );
  const session = await targetKind('envtest').connect({});
  const total = { held, exchanges: 0, answered: [] as Found[], open: [] as Found[], unchanged: [] as Found[], asked: [] as Found[], leftOut: [] as string[] };
  try {
    for (const [at, recording] of recordings.entries()) {
      const ours = await embedded[at];
      const real = await replayOnTarget(asVersion(recording, version), session);
      const why = real.notStarted ?? ours?.notStarted;
      if (ours === undefined || why !== undefined) {
        total.leftOut.push(`${recording.name}: ${why ?? 'not replayed'}`);
        continue;
      }
      const { answered, open, unchanged } = compared(ours, real);
      const asked = await differingBefore(open, recording, session);
      total.exchanges += recording.exchanges.length;
      total.answered.push(...answered);
      total.open.push(...open.filter((found) => !asked.includes(found)));
      total.asked.push(...asked);
      total.unchanged.push(...unchanged);
    }
  } finally {
    await session.close();
  }
  return total;
}

/** Numbers, names in quotes and positions differ from case to case of the same change. */
const kindOf = ({ difference: { at, real, got } }: DifferingExchange): string =>
  [`at   ${at}`, `was  ${clip(real, 160)}`, `is   ${clip(got, 160)}`].map((line) => line.replace(/\d+/g, 'N').replace(/"[^"]*"/g, '"…"')).join('\n');

/** Lines: each kind of difference once, the most frequent first, with how often it was seen and one case of it. */
export function grouped(all: readonly Found[]): readonly string[] {
  const kinds = new Map<string, Found[]>();
  for (const one of all) kinds.set(kindOf(one.found), [...(kinds.get(kindOf(one.found)) ?? []), one]);
  return [...kinds.values()]
    .sort((a, b) => b.length - a.length)
    .flatMap((cases) => {
      const [first] = cases;
      if (first === undefined) return [];
      const { exchange, difference } = first.found;
      return [
        `  ${cases.length} × ${first.recording} #${exchange.id} ${exchange.request.method} ${clip(exchange.request.path, 120)}`,
        `      at   ${difference.at}`,
        `      was  ${clip(difference.real, 240)}`,
        `      is   ${clip(difference.got, 240)}`,
      ];
    });
}
