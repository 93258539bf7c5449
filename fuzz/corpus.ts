/** What the fuzzers start from: the recordings of a version that need no other program, and the bodies in them. */
import path from 'node:path';
import type { JsonValue } from '../src/engine/api/objects';
import { readRecording, recordingFiles, type Exchange, type Recording } from '../src/replay/recording';

export interface Corpus {
  readonly recordings: readonly Recording[];
  readonly exchanges: readonly Exchange[];
  /** Bodies that are objects. */
  readonly bodies: readonly JsonValue[];
}

const RECORDINGS = path.join(__dirname, '..', 'testdata', 'recordings');

const standsAlone = ({ server }: Recording): boolean => server.webhook === undefined && server.oidc !== true && server.admissionBackend !== true;

export function corpusOf(version: string): Corpus {
  const recordings = recordingFiles([path.join(RECORDINGS, version)])
    .map(readRecording)
    .filter(standsAlone);
  const exchanges = recordings.flatMap((recording) => recording.exchanges);
  const bodies = exchanges.flatMap(({ request: { body } }) => (typeof body === 'object' && body !== null ? [body] : []));
  return { recordings, exchanges, bodies };
}
