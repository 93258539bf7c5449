/**
 * What the engine knowingly answers otherwise than a real kube-apiserver: testdata/known-differences.json, each entry with
 * its reason. docs/deviations.md is written from it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { versionRecorded, type Recording } from './recording';
import { own } from '../engine/golang/map';
import { PACKAGE_ROOT } from '../package-root';

export interface KnownDifference {
  /** A sentence: what differs, and why. */
  readonly reason: string;
  /** The numbers of the exchanges by version and name of the recording, for example `1.36/discovery/health`. */
  readonly exchanges: Readonly<Record<string, readonly number[]>>;
}

const FILE = path.join(PACKAGE_ROOT, 'testdata', 'known-differences.json');

export const readKnownDifferences = (): readonly KnownDifference[] => JSON.parse(readFileSync(FILE, 'utf8')) as readonly KnownDifference[];

export const recordingKey = (recording: Recording): string => `${versionRecorded(recording)}/${recording.name}`;

export function knownIn(recording: Recording, known: readonly KnownDifference[]): ReadonlySet<number> {
  return new Set(known.flatMap((difference) => own(difference.exchanges, recordingKey(recording)) ?? []));
}

const ROW_LENGTH = 12;
const listed = (ids: readonly number[]): string =>
  ids.length <= ROW_LENGTH ? ids.join(', ') : `${ids.slice(0, ROW_LENGTH).join(', ')} and ${ids.length - ROW_LENGTH} more`;

/** docs/deviations.md. */
export function deviationsPage(known: readonly KnownDifference[]): string {
  const total = known.reduce((sum, { exchanges }) => sum + Object.values(exchanges).flat().length, 0);
  const sections = known.map(({ reason, exchanges }, at) => {
    const rows = Object.entries(exchanges).map(([recording, ids]) => `| ${recording} | ${listed(ids)} |`);
    return [`## ${at + 1}. ${reason}`, '', '| recording | exchanges |', '| --- | --- |', ...rows, ''].join('\n');
  });
  const head = [
    '# Deviations',
    '',
    'What the engine knowingly answers otherwise than a real kube-apiserver. This page is written by `npm run deviations` from',
    'testdata/known-differences.json; `npm test` fails when an entry no longer deviates, and when anything else does.',
    '',
    `${total} exchanges of the recordings in testdata/recordings.`,
    '',
  ];
  return [...head, ...sections].join('\n');
}
