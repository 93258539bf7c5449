/**
 * The ordinary comparison leaves metadata.managedFields out, since other recordings do. These hold it: who owned which fields
 * after each request. Times count only in the order of entries, so a second passes between writes as it did then.
 */
import path from 'node:path';
import { mock, test } from 'node:test';
import { expect } from 'expect';
import type { JsonValue } from '../engine/api/objects';
import { readRecording, recordingFiles, versionRecorded, type Recording } from './recording';
import { ReplaySession } from './replay-session';
import { requestOf } from './request';
import { HOST, startServer } from './server';
import { isList, isObject } from './volatile';

const FOLDERS = path.join(__dirname, '..', '..', 'testdata', 'recordings');
const recordings = recordingFiles([FOLDERS])
  .filter((file) => path.basename(path.dirname(file)) === 'managed-fields')
  .map(readRecording);

/** Each object that has owners, by name, with their entries as JSON. */
function ownersIn(body: JsonValue | undefined): readonly string[] {
  if (isList(body)) return body.flatMap(ownersIn);
  if (!isObject(body)) return [];
  if (isList(body['items'])) return ownersIn(body['items']);
  const { metadata } = body;
  if (!isObject(metadata) || !isList(metadata['managedFields'])) return [];
  const name = String(metadata['generateName'] ?? metadata['name']);
  return [name, ...metadata['managedFields'].map((entry) => JSON.stringify(entry).replace(/"time":"[^"]*"/, '"time":"<time>"'))];
}

async function differences(recording: Recording): Promise<readonly string[]> {
  const server = await startServer(new ReplaySession(), recording);
  const found: string[] = [];
  try {
    for (const exchange of recording.exchanges) {
      const answer = await server.send(requestOf(exchange, await server.credentialOf(exchange.as, new Map()), new Map(), HOST));
      const got = ownersIn(JSON.parse(Buffer.from(answer.body).toString()) as JsonValue);
      const expected = ownersIn(exchange.response.body);
      if (got.join('\n') !== expected.join('\n')) {
        const { method, path: target } = exchange.request;
        found.push(`${String(exchange.id)} ${method} ${target}\n- ${expected.join('\n- ')}\n+ ${got.join('\n+ ')}`);
      }
      if (exchange.request.method !== 'GET') mock.timers.tick(1000);
    }
  } finally {
    await server.close();
  }
  return found;
}

for (const recording of recordings) {
  test(`owners of fields are those of ${versionRecorded(recording)} ${recording.name}`, async () => {
    mock.timers.enable({ apis: ['Date'], now: Date.now() });
    try {
      expect((await differences(recording)).join('\n')).toBe('');
    } finally {
      mock.timers.reset();
    }
  });
}
