/** `cukernetes replay`: sends recorded requests again, in this process or to a target, and says which answers differ, and how. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { statIfThere } from '../engine/golang/files';
import { DIFFERENCES, type Verdict } from '../replay/compare';
import { clip, describeDifference } from '../replay/describe-difference';
import { againstList, readListedDifferences, writeListedDifferences, type ListedDifferences } from '../replay/listed-differences';
import { recordingKey } from '../replay/known-differences';
import { readRecording, recordingFiles, versionRecorded, type Recording } from '../replay/recording';
import { replay as replayRecording, replayAll, type Outcome } from '../replay/replay';
import { replayOnTarget } from '../replay/replay-on-target';
import { ReplaySession } from '../replay/replay-session';
import { findInText } from '../report/masking/find';
import { maskConsole } from '../report/masking/masked-console';
import { Masker } from '../report/masking/masker';
import { EXIT } from '../runner/exit-codes';
import { checkOutputFile } from '../runner/output-places';
import { UsageError } from '../runner/usage-error';
import { removeLeftFolders } from '../temporary-folder';
import { knownTarget } from './test-choice';

export interface ReplayOptions {
  readonly show: string;
  readonly kubernetesVersion?: string;
  readonly atLeast: string;
  /** A folder of recordings that are replayed elsewhere. */
  readonly except?: string;
  /** A file that lists the exchanges that may differ. */
  readonly differences?: string;
  /** Where such a list is written. */
  readonly writeDifferences?: string;
  readonly target?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly allowContext?: string;
  readonly showSecrets?: boolean;
}

const DEFAULT_PLACE = 'testdata/recordings';

const count = (outcome: Outcome, verdict: Verdict): number => outcome.differing.filter((found) => found.verdict === verdict).length;
const same = ({ recording, differing, notStarted }: Outcome): number => (notStarted === undefined ? recording.exchanges.length - differing.length : 0);

function print(outcome: Outcome, show: number, masker: Masker): void {
  const { recording, differing, notStarted } = outcome;
  const total = recording.exchanges.length;
  const kinds = DIFFERENCES.map((verdict) => [verdict, count(outcome, verdict)] as const).filter(([, found]) => found > 0);
  const shown = differing.slice(0, show);
  masker.learn(shown.flatMap(({ secrets }) => secrets));
  if (notStarted !== undefined) masker.learn(Object.values(recording.server.files ?? {}).flatMap((text) => findInText(text)));
  const word = notStarted !== undefined ? 'SKIP' : differing.length === 0 ? 'ok  ' : 'DIFF';
  console.log(
    `${word} ${versionRecorded(recording)} ${recording.name}: ${same(outcome)}/${total} same${kinds.map(([verdict, found]) => `, ${found} ${verdict}`).join('')}`,
  );
  if (notStarted !== undefined) console.log(`     not replayed: ${clip(notStarted, 300)}`);
  for (const found of shown) console.log(describeDifference(found));
}

/** One after the other: a target may be one server for all. */
async function* onTarget(recordings: readonly Recording[], name: string, { kubeconfig, context, allowContext }: ReplayOptions): AsyncGenerator<Outcome> {
  const session = await knownTarget(name).connect({
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(context !== undefined && { context }),
    ...(allowContext !== undefined && { allowContext }),
  });
  try {
    for (const recording of recordings) yield await replayOnTarget(recording, session);
  } finally {
    await session.close();
  }
}

async function* here(session: ReplaySession, recordings: readonly Recording[]): AsyncGenerator<Outcome> {
  for (const pending of replayAll(session, recordings)) yield await pending;
}

/** Reports whether the same recording lies in the folder, byte for byte, by its version and its name. */
function liesIn(folder: string, file: string, recording: Recording): boolean {
  const other = path.join(folder, versionRecorded(recording), `${recording.name}.json`);
  return existsSync(other) && readFileSync(other).equals(readFileSync(file));
}

const exchangesOf = (recordings: readonly Recording[]): number => recordings.reduce((sum, { exchanges }) => sum + exchanges.length, 0);

/** What the user names that cannot be read is a usage error. */
function readBy<T>(read: (file: string) => T, file: string): T {
  try {
    return read(file);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function numberOf(option: string, text: string, most: number): number {
  if (/^\d+(?:\.\d+)?$/.test(text) && Number(text) <= most) return Number(text);
  throw new UsageError(`${option} ${text}: a number from 0 to ${most}`);
}

const printed = (changes: ListedDifferences): void => Object.entries(changes).forEach(([recording, numbers]) => console.log(`     ${recording}: ${numbers}`));

/** What differs again when the recording is replayed alone: some answers depend on time, of which a busy machine has less. */
async function differingTwice(session: ReplaySession, outcome: Outcome): Promise<Outcome> {
  const again = await replayRecording(session, outcome.recording);
  const ids = new Set(again.differing.map(({ exchange }) => exchange.id));
  return again.notStarted === undefined ? { ...outcome, differing: outcome.differing.filter(({ exchange }) => ids.has(exchange.id)) } : outcome;
}

/** Reports whether every difference is a listed one. */
async function areListed(session: ReplaySession, outcomes: readonly Outcome[], listed: ListedDifferences, file: string): Promise<boolean> {
  const { turnedWrong, turnedRight } = againstList(outcomes, listed);
  if (Object.keys(turnedRight).length > 0) {
    console.log(`These are answered alike and are still listed in ${file}; --write-differences makes the list anew:`);
    printed(turnedRight);
  }
  const doubtful = outcomes.filter(({ recording }) => Object.hasOwn(turnedWrong, recordingKey(recording)));
  const twice: Outcome[] = [];
  for (const outcome of doubtful) twice.push(await differingTwice(session, outcome));
  const wrong = againstList(twice, listed).turnedWrong;
  if (Object.keys(wrong).length === 0) return true;
  console.log(`These differ, also when their recording is replayed alone, and are not listed in ${file}:`);
  printed(wrong);
  return false;
}

export async function replay(places: readonly string[], options: ReplayOptions): Promise<number> {
  const { show, kubernetesVersion, atLeast, except, target, differences, writeDifferences } = options;
  const shown = numberOf('--show', show, Number.MAX_SAFE_INTEGER);
  const percent = numberOf('--at-least', atLeast, 100);
  const listed = differences === undefined ? undefined : readBy(readListedDifferences, differences);
  if (writeDifferences !== undefined) checkOutputFile(writeDifferences, '--write-differences');
  if (except !== undefined && statIfThere(except)?.isDirectory() !== true) throw new UsageError(`--except ${except}: no such folder`);
  if (target !== undefined) knownTarget(target);
  const chosen = places.length > 0 ? places : [DEFAULT_PLACE];
  const missing = chosen.find((place) => !existsSync(place));
  if (missing !== undefined) throw new UsageError(`${missing}: no such file or folder of recordings`);
  const found = recordingFiles(chosen)
    .map((file) => ({ file, recording: readBy(readRecording, file) }))
    .filter(({ recording }) => kubernetesVersion === undefined || versionRecorded(recording) === kubernetesVersion);
  const left = found.filter(({ file, recording }) => except !== undefined && liesIn(except, file, recording)).map(({ recording }) => recording);
  const recordings = found.map(({ recording }) => recording).filter((recording) => !left.includes(recording));
  if (found.length === 0)
    throw new UsageError(
      `no recording${kubernetesVersion === undefined ? '' : ` of Kubernetes ${kubernetesVersion}`} in ${chosen.join(', ')}: nothing would be compared`,
    );
  removeLeftFolders();
  const masker = new Masker(options.showSecrets);
  const unmask = maskConsole(masker);
  const session = new ReplaySession();
  const started = performance.now();
  const outcomes: Outcome[] = [];
  for await (const outcome of target === undefined ? here(session, recordings) : onTarget(recordings, target, options)) {
    print(outcome, shown, masker);
    outcomes.push(outcome);
  }
  const exchanges = exchangesOf(found.map(({ recording }) => recording));
  const alike = exchangesOf(left) + outcomes.reduce((sum, outcome) => sum + same(outcome), 0);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${found.length} recordings, ${exchanges} exchanges: ${alike} same (${((100 * alike) / Math.max(1, exchanges)).toFixed(2)}%) in ${seconds.toFixed(1)} s`,
  );
  if (left.length > 0)
    console.log(`${left.length} of them, ${exchangesOf(left)} exchanges, lie in ${except ?? ''}; they were not sent, and count as the same.`);
  if (writeDifferences !== undefined) writeListedDifferences(writeDifferences, outcomes);
  const passed =
    listed === undefined || differences === undefined ? 100 * alike >= percent * exchanges : await areListed(session, outcomes, listed, differences);
  await session.close();
  unmask();
  return passed ? EXIT.passed : EXIT.failed;
}
