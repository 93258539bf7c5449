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

const NOTHING: Exchange['response'] = { status: 0, headers: {}, body: null };

/** What was asked alone: the answers are most of a recording, and none is looked at. */
const asked = (recording: Recording): Recording => ({ ...recording, exchanges: recording.exchanges.map((exchange) => ({ ...exchange, response: NOTHING })) });

export function corpusOf(version: string): Corpus {
  const recordings = recordingFiles([path.join(RECORDINGS, version)])
    .map(readRecording)
    .filter(standsAlone)
    .map(asked);
  const exchanges = recordings.flatMap((recording) => recording.exchanges);
  const bodies = exchanges.flatMap(({ request: { body } }) => (typeof body === 'object' && body !== null ? [body] : []));
  return { recordings, exchanges, bodies };
}
