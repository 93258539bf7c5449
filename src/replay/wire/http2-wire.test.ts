/** What real servers answer frame by frame, asked of ours: testdata/wire-http2, which scripts/wire/record.ts writes. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../../engine/versions';
import { listen, type Listener } from '../../targets/listener';
import { startServer, type ReplayServer } from '../server';
import { exchangeFrames, type Http2Recording } from './http2-exchange';

const FOLDER = path.join(__dirname, '..', '..', '..', 'testdata', 'wire-http2');

const ACK = '0 SETTINGS ACK';

/** Acknowledgements last, as a real server sends them in one turn or another, and several as one. */
const ordered = (answer: readonly string[]): readonly string[] => [...answer.filter((line) => line !== ACK), ...(answer.includes(ACK) ? [ACK] : [])];

for (const file of readdirSync(FOLDER)) {
  const { cases, last, recordedFrom } = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Http2Recording;
  const name = path.basename(file, '.json');
  describe(`frames of ${name}`, { concurrency: 24 }, () => {
    let server: ReplayServer;
    let listener: Listener;
    before(async () => {
      server = await startServer({ name: file, recordedFrom, server: {}, exchanges: [] });
      listener = await listen({ handle: (request) => server.send(request) }, versionOf(name));
    });
    after(async () => {
      await listener.close();
      server.close();
    });
    for (const recorded of cases)
      test(recorded.name, async () => {
        const { hostname, port } = new URL(listener.url);
        const answer = await exchangeFrames(hostname, Number(port), recorded, { last: Buffer.from(last, 'hex') });
        expect(recorded.answers.map(ordered)).toContainEqual(ordered(answer));
      });
  });
}
