import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';
import { describeDifference } from './describe-difference';
import { knownIn, readKnownDifferences, recordingKey } from './known-differences';
import { readRecording, recordingFiles, type Exchange } from './recording';
import { replay } from './replay';
import { ReplaySession } from './replay-session';

const recordings = recordingFiles([path.join(__dirname, '..', '..', 'testdata', 'recordings')])
  .filter((file) => path.basename(path.dirname(file)) === 'node' && path.basename(file).startsWith('history-'))
  .map(readRecording);

/** What the two nodes were answered about the secret, in order. */
const answersAbout = (exchanges: readonly Exchange[], resource: string): readonly number[] =>
  exchanges.filter(({ request }) => request.method === 'GET' && request.path.endsWith(resource)).map(({ response }) => response.status);

test('in authorization-mode Node,RBAC the reads and writes of a node are the recorded ones after pods move between nodes, secrets are added and removed, and claims are bound', async () => {
  expect(recordings.map(recordingKey)).toEqual([
    '1.20/node/history-pods',
    '1.20/node/history-storage',
    '1.36/node/history-devices',
    '1.36/node/history-pods',
    '1.36/node/history-storage',
  ]);
  const session = new ReplaySession();
  for (const recording of recordings) {
    expect(recording.server.flags).toMatchObject({ 'authorization-mode': 'Node,RBAC' });
    const { differing, notStarted } = await replay(session, recording);
    expect(notStarted).toBeUndefined();
    const known = knownIn(recording, readKnownDifferences());
    expect(differing.filter(({ exchange }) => !known.has(exchange.id)).map(describeDifference)).toEqual([]);
  }
});

test('the recorded histories change who may read: first none, then one node, then the other', () => {
  for (const { exchanges, name } of recordings) {
    if (name !== 'node/history-pods') continue;
    const [none, node1, node2] = [
      [403, 403],
      [200, 403],
      [403, 200],
    ];
    const answers = answersAbout(exchanges, '/secrets/s1');
    expect(answers.slice(0, 8)).toEqual([none, node1, none, node2].flat());
    // The secret is gone for the node that may read it, and for the other still forbidden.
    expect(answers.slice(8, 10)).toEqual([403, 404]);
  }
});
